export { shop } from "./shop/shop.service";
