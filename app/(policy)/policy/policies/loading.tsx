import { Skeleton, TableSkeleton } from "@/app/ui/skeleton.tsx";

export default function PoliciesLoading() {
  return (
    <div className="grid gap-5">
      <Skeleton className="h-8 w-48" />
      <TableSkeleton rows={3} what="drafts" />
      <TableSkeleton rows={6} what="versions" />
    </div>
  );
}
