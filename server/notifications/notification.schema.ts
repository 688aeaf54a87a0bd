/** By what a message goes out; each is a port with an adapter of its own (NT6). */
export const notificationChannels = ["email", "sms", "wecom", "dingtalk", "push"] as const;
export const deliveryStates = ["waiting", "held", "sent", "kept", "gathered", "failed"] as const;
export type NotificationChannelName = (typeof notificationChannels)[number];
