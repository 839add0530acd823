-- A campaign meant for children: no ad platform is ever told of it.
ALTER TABLE "campaign" ADD COLUMN "minors" BOOLEAN NOT NULL DEFAULT false;

-- Who was erased may not come back: keyed hashes of the ids that were theirs, so that events which still name them are
-- unlinked as they arrive. The key is not in the database.
CREATE TABLE "tombstone" (
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tombstone_pkey" PRIMARY KEY ("hash")
);
CREATE INDEX "tombstone_at_idx" ON "tombstone"("at");

-- Erasures asked for. The visitor is named until it is done, and then no more.
CREATE TABLE "erasure" (
    "id" UUID NOT NULL,
    "visitor_id" UUID,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "tx" BIGINT NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "events" INTEGER,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("id")
);
CREATE INDEX erasure_waiting ON erasure (requested_at) WHERE done_at IS NULL;

-- The runtime role asks for erasures; the owner, who alone may change the ledger, carries them out.
GRANT SELECT, INSERT ON tombstone, erasure TO footlight_service;

-- When each kind of data was last let go of, and how much of it.
CREATE TABLE "retention_run" (
    "kind" TEXT NOT NULL,
    "ran_at" TIMESTAMPTZ(3) NOT NULL,
    "handled" INTEGER NOT NULL DEFAULT 0,
    "total" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "retention_run_pkey" PRIMARY KEY ("kind")
);
GRANT SELECT ON retention_run TO footlight_service;

-- Events that name a visit and no visitor are few, so finding them costs writing nothing.
CREATE INDEX event_visit_alone ON event (visit_id) WHERE visit_id IS NOT NULL AND visitor_id IS NULL;
