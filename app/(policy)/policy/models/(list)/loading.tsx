import { Skeleton, TableSkeleton } from "@/app/ui/skeleton.tsx";

export default function ModelsLoading() {
  return (
    <div className="grid gap-5">
      <Skeleton className="h-8 w-48" />
      <TableSkeleton rows={4} what="model versions" />
    </div>
  );
}
