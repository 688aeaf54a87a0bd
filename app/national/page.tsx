import { Hero } from "@/components/national/hero";
import { How, Industries, Products, Promises, Who } from "@/components/national/home-sections";
import { portalOrigin } from "@/server/public-caller";

export const revalidate = 30;

export default function NationalHome() {
  return (
    <>
      <Hero origin={portalOrigin()} />
      <Who />
      <How />
      <Products />
      <Industries />
      <Promises />
    </>
  );
}
