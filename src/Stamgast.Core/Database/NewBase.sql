CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "app_user" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_app_user" PRIMARY KEY AUTOINCREMENT,
    "email" TEXT NOT NULL,
    "email_folded" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NULL,
    "culture" TEXT NULL,
    "theme" TEXT NULL,
    "active" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "last_sign_in_at" INTEGER NULL
);

CREATE TABLE "change_item" (
    "seq" INTEGER NOT NULL CONSTRAINT "PK_change_item" PRIMARY KEY,
    "set_id" INTEGER NOT NULL,
    "record_kind" INTEGER NOT NULL,
    "record_id" INTEGER NOT NULL,
    "version_before" INTEGER NOT NULL,
    "version_after" INTEGER NOT NULL,
    "dead" INTEGER NOT NULL,
    "payload" TEXT NOT NULL
);

CREATE TABLE "change_set" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_change_set" PRIMARY KEY,
    "kind" INTEGER NOT NULL,
    "door" INTEGER NOT NULL,
    "state" INTEGER NOT NULL,
    "user_id" INTEGER NULL,
    "proposed_at" INTEGER NOT NULL,
    "applied_at" INTEGER NULL,
    "revision" INTEGER NOT NULL,
    "undo_of" INTEGER NULL,
    "base_set" INTEGER NULL,
    "revives" INTEGER NOT NULL,
    "first_seq" INTEGER NOT NULL,
    "last_seq" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "created" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "errors" INTEGER NOT NULL,
    "conflicts" INTEGER NOT NULL,
    "possible_duplicates" INTEGER NOT NULL,
    "fields" INTEGER NOT NULL,
    "undone" INTEGER NOT NULL,
    "file_name" TEXT NULL,
    "file_hash" TEXT NULL,
    "reading" TEXT NULL,
    "failure" TEXT NULL,
    "seconds" REAL NOT NULL
);

CREATE TABLE "counter" (
    "name" TEXT NOT NULL CONSTRAINT "PK_counter" PRIMARY KEY,
    "value" INTEGER NOT NULL
);

CREATE TABLE "customer" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_customer" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "trashed" INTEGER NOT NULL,
    "merged_into" INTEGER NULL,
    "sort_core" TEXT COLLATE BINARY NOT NULL,
    "sort_full" TEXT COLLATE BINARY NOT NULL,
    "created_at" INTEGER NOT NULL,
    "changed_at" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "number" TEXT COLLATE BINARY NULL,
    "salutation" TEXT NULL,
    "first_name" TEXT NULL,
    "particle" TEXT NULL,
    "last_name" TEXT NULL,
    "gender" INTEGER NOT NULL,
    "birth_date" TEXT NULL,
    "company_name" TEXT NULL,
    "enterprise_number" TEXT NULL,
    "vat_number" TEXT NULL,
    "email" TEXT NULL,
    "other_emails" TEXT NULL,
    "phone" TEXT NULL,
    "mobile" TEXT NULL,
    "other_phones" TEXT NULL,
    "street" TEXT NULL,
    "house_number" TEXT NULL,
    "box" TEXT NULL,
    "postal_code" TEXT NULL,
    "city" TEXT NULL,
    "country" TEXT NULL,
    "delivery_street" TEXT NULL,
    "delivery_house_number" TEXT NULL,
    "delivery_box" TEXT NULL,
    "delivery_postal_code" TEXT NULL,
    "delivery_city" TEXT NULL,
    "delivery_country" TEXT NULL,
    "language" TEXT NULL,
    "groups" TEXT NULL,
    "label" TEXT COLLATE BINARY NULL,
    "shops" TEXT NULL,
    "iban" TEXT NULL,
    "website" TEXT NULL,
    "newsletter" INTEGER NOT NULL,
    "obfuscate_enabled" INTEGER NOT NULL,
    "allow_merge" INTEGER NOT NULL,
    "active" INTEGER NOT NULL,
    "customer_since" TEXT NULL,
    "notes" TEXT NULL
);

CREATE TABLE "customer_group" (
    "name" TEXT NOT NULL CONSTRAINT "PK_customer_group" PRIMARY KEY
);

CREATE TABLE "customer_label" (
    "name" TEXT NOT NULL CONSTRAINT "PK_customer_label" PRIMARY KEY,
    "user_id" INTEGER NULL
);

CREATE TABLE "protection_key" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_protection_key" PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "xml" TEXT NOT NULL
);

CREATE TABLE "setting" (
    "key" TEXT NOT NULL CONSTRAINT "PK_setting" PRIMARY KEY,
    "value" TEXT NOT NULL
);

CREATE TABLE "sign_in_link" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_sign_in_link" PRIMARY KEY AUTOINCREMENT,
    "secret_hash" BLOB NOT NULL,
    "purpose" INTEGER NOT NULL,
    "user_id" INTEGER NULL,
    "created_at" INTEGER NOT NULL,
    "expires_at" INTEGER NULL,
    CONSTRAINT "FK_sign_in_link_app_user_user_id" FOREIGN KEY ("user_id") REFERENCES "app_user" ("id") ON DELETE CASCADE
);

CREATE TABLE "user_session" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_user_session" PRIMARY KEY AUTOINCREMENT,
    "secret_hash" BLOB NOT NULL,
    "user_id" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "last_seen_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "browser" TEXT NOT NULL,
    CONSTRAINT "FK_user_session_app_user_user_id" FOREIGN KEY ("user_id") REFERENCES "app_user" ("id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "IX_app_user_email_folded" ON "app_user" ("email_folded");

CREATE INDEX "IX_change_item_record_kind_record_id_seq" ON "change_item" ("record_kind", "record_id", "seq");

CREATE INDEX "IX_change_set_applied_at" ON "change_set" ("applied_at");

CREATE INDEX "IX_change_set_file_hash" ON "change_set" ("file_hash");

CREATE INDEX "IX_change_set_undo_of" ON "change_set" ("undo_of");

CREATE INDEX "IX_customer_label_sort_full_id" ON "customer" ("label", "sort_full", "id") WHERE trashed = 0 and merged_into is null and label is not null;

CREATE UNIQUE INDEX "IX_customer_number" ON "customer" ("number") WHERE trashed = 0 and merged_into is null and number is not null;

CREATE INDEX "IX_customer_sort_core_id" ON "customer" ("sort_core", "id") WHERE trashed = 0 and merged_into is null;

CREATE INDEX "IX_customer_sort_full_id" ON "customer" ("sort_full", "id") WHERE trashed = 0 and merged_into is null;

CREATE UNIQUE INDEX "IX_sign_in_link_secret_hash" ON "sign_in_link" ("secret_hash");

CREATE INDEX "IX_sign_in_link_user_id" ON "sign_in_link" ("user_id");

CREATE UNIQUE INDEX "IX_user_session_secret_hash" ON "user_session" ("secret_hash");

CREATE INDEX "IX_user_session_user_id" ON "user_session" ("user_id");

create table customer_key (
    kind integer not null, key text not null, customer_id integer not null,
    primary key (kind, key, customer_id)) without rowid;
create virtual table customer_search using fts5(
    words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4',
    tokenize="ascii tokenchars '@._+-&/'");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122144542_Start', '10.0.15');

drop index "IX_customer_sort_full_id";
drop index "IX_customer_sort_core_id";
create index "IX_customer_sort_full_id" on customer(sort_full, id, active, type, language, label) where trashed = 0 and merged_into is null;
create index "IX_customer_sort_core_id" on customer(sort_core, id, active, type, language, label) where trashed = 0 and merged_into is null;
create index ix_customer_language on customer(language, sort_full, id, active, type, label) where trashed = 0 and merged_into is null;
create index ix_customer_city on customer(lower(city), sort_full, id) where trashed = 0 and merged_into is null;
create index ix_customer_email on customer(lower(email), sort_full, id) where trashed = 0 and merged_into is null;
create index ix_customer_trash on customer(sort_full, id) where trashed = 1;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122160000_ListIndexes', '10.0.15');

CREATE TABLE "saved_mapping" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_saved_mapping" PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "name_folded" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "saved_at" INTEGER NOT NULL,
    "used_at" INTEGER NULL,
    "uses" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "IX_saved_mapping_fingerprint" ON "saved_mapping" ("fingerprint");

CREATE UNIQUE INDEX "IX_saved_mapping_name_folded" ON "saved_mapping" ("name_folded");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122173500_SavedMappings', '10.0.15');

drop table customer_search;
create virtual table customer_search using fts5(
    words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4',
    tokenize="ascii tokenchars '@._+-&/'");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122180000_SearchBeginnings', '10.0.15');

ALTER TABLE "change_set" ADD "staged" INTEGER NOT NULL DEFAULT 0;

update change_set set staged = 1 where state = 2;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122210000_Stages', '10.0.15');

drop index ix_customer_city;
create index ix_customer_city on customer(case when city glob '*[^ -~]*' then replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(city), 'é', 'e'), 'è', 'e'), 'ê', 'e'), 'ë', 'e'), 'ö', 'o'), 'ü', 'u'), 'à', 'a'), 'â', 'a'), 'ç', 'c'), 'ô', 'o'), 'ï', 'i'), 'î', 'i'), 'û', 'u'), 'ä', 'a'), 'å', 'a'), 'ø', 'o'), 'É', 'e'), 'È', 'e'), 'Ö', 'o'), 'Ü', 'u'), 'Ä', 'a'), 'Å', 'a'), 'Ø', 'o'), 'Ç', 'c'), 'Î', 'i') else lower(city) end, sort_full, id) where trashed = 0 and merged_into is null;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122214000_CityOrder', '10.0.15');

create index ix_customer_vat on customer(vat_number) where vat_number is not null and trashed = 0 and merged_into is null;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122220000_VatIndex', '10.0.15');

ALTER TABLE "customer_label" ADD "colour" TEXT NULL;

ALTER TABLE "customer_group" ADD "colour" TEXT NULL;

ALTER TABLE "app_user" ADD "list_columns" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130160000_NamesAndColumns', '10.0.15');

insert into customer_search(customer_search) values('delete-all');

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130171500_SearchPlaces', '10.0.15');

update change_set set failure = null where state = 3;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130210000_KeptReadings', '10.0.15');

ALTER TABLE "change_set" ADD "record_kind" INTEGER NOT NULL DEFAULT 1;

ALTER TABLE "change_set" ADD "has_origins" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "change_item" ADD "origin" INTEGER NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130220000_Records', '10.0.15');

CREATE TABLE "job" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_job" PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" TEXT NULL,
    "state" INTEGER NOT NULL,
    "done" INTEGER NOT NULL,
    "total" INTEGER NULL,
    "fraction" REAL NULL,
    "user_id" INTEGER NULL,
    "back" TEXT NULL,
    "created_at" INTEGER NOT NULL,
    "started_at" INTEGER NULL,
    "ended_at" INTEGER NULL,
    "attempts" INTEGER NOT NULL,
    "next_at" INTEGER NOT NULL,
    "owner" TEXT NULL,
    "beat_at" INTEGER NULL,
    "cancel_asked" INTEGER NOT NULL,
    "error" TEXT NULL,
    "result" TEXT NULL,
    "set_id" INTEGER NULL,
    "told" INTEGER NOT NULL
);

CREATE INDEX "ix_job_ended" ON "job" ("ended_at");

CREATE INDEX "ix_job_key" ON "job" ("key", "id");

CREATE UNIQUE INDEX "ix_job_open" ON "job" ("key") WHERE state < 2;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130223000_Jobs', '10.0.15');

insert into customer_search(customer_search) select 'delete-all' where exists (
    select 1 from (select coalesce(phone, '') || ' ' || coalesce(mobile, '') || ' ' || coalesce(other_phones, '') as numbers from customer) c
    where numbers like '%+57%' or numbers like '%+241%' or numbers like '%+247%'
        or numbers like '%+377%' or numbers like '%+423%' or numbers like '%+686%' or numbers like '%+692%');

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130224000_PhonesOfAllCountries', '10.0.15');

ALTER TABLE "customer" ADD "extra" TEXT NULL;

CREATE TABLE "extra_field" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_extra_field" PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "kind" INTEGER NOT NULL,
    "scope" INTEGER NOT NULL,
    "shown" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "required_in" TEXT NULL,
    "captions" TEXT NOT NULL,
    "choices" TEXT NULL,
    "retired_at" INTEGER NULL
);

CREATE UNIQUE INDEX "IX_extra_field_key" ON "extra_field" ("key");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130233000_ExtraFields', '10.0.15');

CREATE TABLE "task" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_task" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "trashed" INTEGER NOT NULL,
    "sort_full" TEXT COLLATE BINARY NOT NULL,
    "created_at" INTEGER NOT NULL,
    "changed_at" INTEGER NOT NULL,
    "title" TEXT NULL,
    "text" TEXT NULL,
    "customer" INTEGER NULL,
    "due_date" TEXT NULL,
    "due_time" TEXT NULL,
    "assignee" INTEGER NULL,
    "priority" TEXT NOT NULL,
    "done" INTEGER NOT NULL,
    "done_at" TEXT COLLATE BINARY NULL
);

CREATE INDEX "IX_task_assignee_sort_full_id" ON "task" ("assignee", "sort_full", "id") WHERE trashed = 0 and done = 0;

CREATE INDEX "IX_task_customer_sort_full_id" ON "task" ("customer", "sort_full", "id") WHERE customer is not null;

CREATE INDEX "IX_task_done_at_id" ON "task" ("done_at", "id") WHERE trashed = 0 and done = 1;

CREATE INDEX "IX_task_sort_full_id" ON "task" ("sort_full", "id") WHERE trashed = 0 and done = 0;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130235000_TaskTable', '10.0.15');

ALTER TABLE "extra_field" ADD "help" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261130235600_ExtraFieldHelp', '10.0.15');

create index ix_customer_merged_into on customer(merged_into) where merged_into is not null;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201004000_MergedInto', '10.0.15');

alter table change_set rename column base_set to root_set;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201010000_RootSet', '10.0.15');

create index ix_customer_absorbed_number on customer(number) where merged_into is not null;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201043500_AbsorbedNumbers', '10.0.15');

CREATE TABLE "duplicate_pair" (
    "a" INTEGER NOT NULL,
    "b" INTEGER NOT NULL,
    "bits" REAL NOT NULL,
    "why" TEXT NOT NULL,
    "is_certain" INTEGER NOT NULL,
    "lane" INTEGER NOT NULL,
    "group_id" INTEGER NOT NULL,
    "group_bits" REAL NOT NULL,
    CONSTRAINT "PK_duplicate_pair" PRIMARY KEY ("a", "b")
);

CREATE INDEX "ix_duplicate_pair_b" ON "duplicate_pair" ("b");

CREATE INDEX "ix_duplicate_pair_group" ON "duplicate_pair" ("lane", "group_id");

CREATE INDEX "ix_duplicate_pair_order" ON "duplicate_pair" ("lane", "group_bits", "group_id", "bits");

CREATE TABLE "duplicate_decision" (
    "a" INTEGER NOT NULL,
    "b" INTEGER NOT NULL,
    "verdict" INTEGER NOT NULL,
    "user_id" INTEGER NULL,
    "decided_at" INTEGER NOT NULL,
    "back_at" INTEGER NULL,
    "version_a" INTEGER NOT NULL,
    "version_b" INTEGER NOT NULL,
    "seen" TEXT NOT NULL,
    "reopened" TEXT NULL,
    "set_id" INTEGER NULL,
    "choices" TEXT NULL,
    CONSTRAINT "PK_duplicate_decision" PRIMARY KEY ("a", "b")
);

CREATE INDEX "ix_duplicate_decision_at" ON "duplicate_decision" ("decided_at", "a", "b");

CREATE INDEX "ix_duplicate_decision_b" ON "duplicate_decision" ("b");

CREATE INDEX "ix_duplicate_decision_back" ON "duplicate_decision" ("back_at") WHERE back_at is not null;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201044000_Duplicates', '10.0.15');

create table duplicate_scan (
    id integer not null primary key, last_item integer not null, followed integer not null, customers integer not null, pairs integer not null,
    groups integer not null, seconds real not null, scanned_at integer not null);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261201050000_DuplicateScan', '10.0.15');
