import { ChartSkeleton, Skeleton, TileSkeleton } from "@/app/ui/skeleton.tsx";

export default function SellerViewLoading() {
  return (
    <div className="grid gap-5">
      <Skeleton className="h-8 w-56" />
      <TileSkeleton />
      <ChartSkeleton />
    </div>
  );
}
