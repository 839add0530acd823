-- Chips that sign what they show (NTAG 424 DNA). The counter only ever grows: -1 is a chip that was never read. Its keys
-- come from the retailer's master key of a version, or are its own, encrypted.
CREATE TABLE "tag" (
    "id" UUID NOT NULL,
    "touchpoint_id" TEXT NOT NULL,
    "uid" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "mac_input" TEXT,
    "key_version" INTEGER,
    "own_keys" TEXT,
    "counter" INTEGER NOT NULL DEFAULT -1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "tag_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "tag_uid_key" ON "tag"("uid");
CREATE INDEX "tag_touchpoint_id_idx" ON "tag"("touchpoint_id");
ALTER TABLE "tag" ADD CONSTRAINT "tag_touchpoint_id_fkey" FOREIGN KEY ("touchpoint_id") REFERENCES "touchpoint"("id")
  ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE tag ADD CONSTRAINT tag_uid CHECK (uid ~ '^[0-9A-F]{14}$');
ALTER TABLE tag ADD CONSTRAINT tag_mode CHECK (mode IN ('aes', 'lrp'));
ALTER TABLE tag ADD CONSTRAINT tag_keys CHECK ((key_version IS NULL) <> (own_keys IS NULL));
GRANT SELECT, INSERT, UPDATE, DELETE ON tag TO footlight_service;

-- Which second proof a coupon asks of a tap that proves nothing by itself, and how far a visit has come with it.
ALTER TABLE "campaign" ADD COLUMN "proof" TEXT NOT NULL DEFAULT 'full';
ALTER TABLE campaign ADD CONSTRAINT campaign_proof CHECK (proof IN ('full', 'light', 'none'));
ALTER TABLE "visit" ADD COLUMN "proof" JSONB;
-- The last tap of a touchpoint, and how many of its visits were proven within the hour.
CREATE INDEX "visit_touchpoint_id_opened_at_idx" ON "visit"("touchpoint_id", "opened_at");
