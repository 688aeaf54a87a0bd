import { customerProcedure, router } from "../trpc";
import { AcceptPrices, AddToCart, CartChoice, CartChoiceView, CartId, CartLinkMade, CartMade, CartPage, CartToken, CartView, ChangeCartItem, CopyCart, DropCart, GroupNumber, GroupView, ListCarts, NameCart, RemoveCartItem, SendCart, SentCart } from "./cart.schema";
import { acceptPrices, addToCart, changeCartItem, copyCart, dropCart, nameCart, removeCartItem } from "./cart-edit.service";
import { readShared, shareCart, unshareCart } from "./cart-link.service";
import { sendCart } from "./cart-send.service";
import { currentCart, getCart, listCarts, readChoice } from "./cart.service";
import { getGroup } from "./group.service";

export const shoppingCartRouter = router({
  current: customerProcedure("productOrder.submit").output(CartView.nullable()).query(({ ctx }) => currentCart(ctx.scope)),
  byId: customerProcedure("productOrder.submit").input(CartId).output(CartView).query(({ ctx, input }) => getCart(ctx.scope, input)),
  list: customerProcedure("productOrder.submit").input(ListCarts).output(CartPage).query(({ ctx, input }) => listCarts(ctx.scope, input)),
  choice: customerProcedure("productOrder.submit").input(CartChoice).output(CartChoiceView).query(({ ctx, input }) => readChoice(ctx.scope, input)),
  add: customerProcedure("productOrder.submit").input(AddToCart).output(CartMade).mutation(({ ctx, input }) => addToCart(ctx.scope, input)),
  change: customerProcedure("productOrder.submit").input(ChangeCartItem).output(CartMade).mutation(({ ctx, input }) => changeCartItem(ctx.scope, input)),
  remove: customerProcedure("productOrder.submit").input(RemoveCartItem).output(CartMade).mutation(({ ctx, input }) => removeCartItem(ctx.scope, input)),
  accept: customerProcedure("productOrder.submit").input(AcceptPrices).output(CartMade).mutation(({ ctx, input }) => acceptPrices(ctx.scope, input)),
  rename: customerProcedure("productOrder.submit").input(NameCart).output(CartMade).mutation(({ ctx, input }) => nameCart(ctx.scope, input)),
  drop: customerProcedure("productOrder.submit").input(DropCart).output(CartMade).mutation(({ ctx, input }) => dropCart(ctx.scope, input)),
  copy: customerProcedure("productOrder.submit").input(CopyCart).output(CartMade).mutation(({ ctx, input }) => copyCart(ctx.scope, input)),
  share: customerProcedure("productOrder.submit").input(CartId).output(CartLinkMade).mutation(({ ctx, input }) => shareCart(ctx.scope, input)),
  unshare: customerProcedure("productOrder.submit").input(CartId).output(CartMade).mutation(({ ctx, input }) => unshareCart(ctx.scope, input)),
  shared: customerProcedure("productOrder.read").input(CartToken).output(CartView).query(({ ctx, input }) => readShared(ctx.scope, input)),
  send: customerProcedure("productOrder.submit").input(SendCart).output(SentCart).mutation(({ ctx, input }) => sendCart(ctx.scope, input)),
  group: customerProcedure("productOrder.read").input(GroupNumber).output(GroupView).query(({ ctx, input }) => getGroup(ctx.scope, input)),
});
