-- What drizzle-kit cannot express. Written by hand; runs after the generated tables.
ALTER TABLE "account_sessions" SET (fillfactor = 80);
