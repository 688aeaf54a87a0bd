import { Hero } from "@/components/national/hero";
import { How, Industries, Products, Promises, Who } from "@/components/national/home-sections";
import { portalOrigin } from "@/server/portal-origin";

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
