export { NotFoundState as default } from "@/app/ui/not-found-state.tsx";
