// vis-network, as pyvis brings it, has no types with it.
declare const vis: any;
