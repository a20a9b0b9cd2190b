import { highsBackend } from "../solver/index.ts";
import { locateFacilities, scheduleTrucks } from "./index.ts";
import { simulatedFacilities, simulatedTrucks } from "./simulated.ts";

const setup = () => ({
  backend: highsBackend(),
  facilities: simulatedFacilities(25, 50, 1),
  trucks: simulatedTrucks(5, 8, 1),
});
type State = ReturnType<typeof setup>;

export const benches = [
  {
    name: "25 facilities, 50 customers",
    setup,
    run: ({ backend, facilities }: State): unknown => locateFacilities(backend, facilities),
    operations: 1,
  },
  {
    name: "8 consignments, 20 lanes",
    setup,
    run: ({ backend, trucks }: State): unknown => scheduleTrucks(backend, trucks),
    operations: 1,
  },
];
