export { shop } from "./shop/shop.http";
