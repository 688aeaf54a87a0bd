-- A picture that no version and no live draft names goes after thirty days; what is drawn in it still never changes.
ALTER TABLE "CataloguePicture" ADD COLUMN "unnamedSince" TIMESTAMPTZ(3);
GRANT UPDATE ("unnamedSince") ON "CataloguePicture" TO kdsw_app;
