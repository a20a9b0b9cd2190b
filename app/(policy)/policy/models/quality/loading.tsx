import { Skeleton, TableSkeleton } from "@/app/ui/skeleton.tsx";

export default function QualityLoading() {
  return (
    <div className="grid gap-5">
      <Skeleton className="h-8 w-48" />
      <TableSkeleton rows={12} what="segments" />
      <TableSkeleton rows={5} what="methods" />
    </div>
  );
}
