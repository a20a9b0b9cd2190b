import { ChartSkeleton, Skeleton, TableSkeleton } from "@/app/ui/skeleton.tsx";

export default function NetworkLoading() {
  return (
    <div className="grid gap-5">
      <Skeleton className="h-8 w-48" />
      <ChartSkeleton height={360} />
      <TableSkeleton rows={9} what="pools" />
      <TableSkeleton rows={8} what="bottlenecks" />
    </div>
  );
}
