using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using Stamgast.Database.Searching;

#nullable disable

namespace Stamgast.Database.PostgresMigrations
{
    /// <inheritdoc />
    public partial class Start : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "app_user",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    email = table.Column<string>(type: "text", nullable: false),
                    email_folded = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    culture = table.Column<string>(type: "text", nullable: true),
                    theme = table.Column<string>(type: "text", nullable: true),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    last_sign_in_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_user", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "change_item",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    set_id = table.Column<long>(type: "bigint", nullable: false),
                    record_kind = table.Column<int>(type: "integer", nullable: false),
                    record_id = table.Column<long>(type: "bigint", nullable: false),
                    version_before = table.Column<int>(type: "integer", nullable: false),
                    version_after = table.Column<int>(type: "integer", nullable: false),
                    dead = table.Column<bool>(type: "boolean", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_change_item", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "change_set",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    door = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    proposed_at = table.Column<long>(type: "bigint", nullable: false),
                    applied_at = table.Column<long>(type: "bigint", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    undo_of = table.Column<long>(type: "bigint", nullable: true),
                    base_set = table.Column<long>(type: "bigint", nullable: true),
                    revives = table.Column<bool>(type: "boolean", nullable: false),
                    first_seq = table.Column<long>(type: "bigint", nullable: false),
                    last_seq = table.Column<long>(type: "bigint", nullable: false),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    created = table.Column<long>(type: "bigint", nullable: false),
                    changed = table.Column<long>(type: "bigint", nullable: false),
                    unchanged = table.Column<long>(type: "bigint", nullable: false),
                    errors = table.Column<long>(type: "bigint", nullable: false),
                    conflicts = table.Column<long>(type: "bigint", nullable: false),
                    possible_duplicates = table.Column<long>(type: "bigint", nullable: false),
                    fields = table.Column<long>(type: "bigint", nullable: false),
                    undone = table.Column<long>(type: "bigint", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: true),
                    file_hash = table.Column<string>(type: "text", nullable: true),
                    reading = table.Column<string>(type: "text", nullable: true),
                    failure = table.Column<string>(type: "text", nullable: true),
                    seconds = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_change_set", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "counter",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_counter", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "customer",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    trashed = table.Column<bool>(type: "boolean", nullable: false),
                    merged_into = table.Column<long>(type: "bigint", nullable: true),
                    sort_core = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sort_full = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    salutation = table.Column<string>(type: "text", nullable: true),
                    first_name = table.Column<string>(type: "text", nullable: true),
                    particle = table.Column<string>(type: "text", nullable: true),
                    last_name = table.Column<string>(type: "text", nullable: true),
                    gender = table.Column<short>(type: "smallint", nullable: false),
                    birth_date = table.Column<DateOnly>(type: "date", nullable: true),
                    company_name = table.Column<string>(type: "text", nullable: true),
                    enterprise_number = table.Column<string>(type: "text", nullable: true),
                    vat_number = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    other_emails = table.Column<string>(type: "text", nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                    mobile = table.Column<string>(type: "text", nullable: true),
                    other_phones = table.Column<string>(type: "text", nullable: true),
                    street = table.Column<string>(type: "text", nullable: true),
                    house_number = table.Column<string>(type: "text", nullable: true),
                    box = table.Column<string>(type: "text", nullable: true),
                    postal_code = table.Column<string>(type: "text", nullable: true),
                    city = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    delivery_street = table.Column<string>(type: "text", nullable: true),
                    delivery_house_number = table.Column<string>(type: "text", nullable: true),
                    delivery_box = table.Column<string>(type: "text", nullable: true),
                    delivery_postal_code = table.Column<string>(type: "text", nullable: true),
                    delivery_city = table.Column<string>(type: "text", nullable: true),
                    delivery_country = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: true),
                    groups = table.Column<string>(type: "text", nullable: true),
                    label = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    shops = table.Column<string>(type: "text", nullable: true),
                    iban = table.Column<string>(type: "text", nullable: true),
                    website = table.Column<string>(type: "text", nullable: true),
                    newsletter = table.Column<bool>(type: "boolean", nullable: false),
                    obfuscate_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    allow_merge = table.Column<bool>(type: "boolean", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    customer_since = table.Column<DateOnly>(type: "date", nullable: true),
                    notes = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customer", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customer_group",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customer_group", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "customer_label",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customer_label", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "protection_key",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_protection_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "setting",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_setting", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_link",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    purpose = table.Column<int>(type: "integer", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_in_link", x => x.id);
                    table.ForeignKey(
                        name: "FK_sign_in_link_app_user_user_id",
                        column: x => x.user_id,
                        principalTable: "app_user",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_session",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    last_seen_at = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    browser = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_user_session", x => x.id);
                    table.ForeignKey(
                        name: "FK_user_session_app_user_user_id",
                        column: x => x.user_id,
                        principalTable: "app_user",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_app_user_email_folded",
                table: "app_user",
                column: "email_folded",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_change_item_record_kind_record_id_seq",
                table: "change_item",
                columns: new[] { "record_kind", "record_id", "seq" });

            migrationBuilder.CreateIndex(
                name: "IX_change_set_applied_at",
                table: "change_set",
                column: "applied_at");

            migrationBuilder.CreateIndex(
                name: "IX_change_set_file_hash",
                table: "change_set",
                column: "file_hash");

            migrationBuilder.CreateIndex(
                name: "IX_change_set_undo_of",
                table: "change_set",
                column: "undo_of");

            migrationBuilder.CreateIndex(
                name: "IX_customer_label_sort_full_id",
                table: "customer",
                columns: new[] { "label", "sort_full", "id" },
                filter: "not trashed and merged_into is null and label is not null");

            migrationBuilder.CreateIndex(
                name: "IX_customer_number",
                table: "customer",
                column: "number",
                unique: true,
                filter: "not trashed and merged_into is null and number is not null");

            migrationBuilder.CreateIndex(
                name: "IX_customer_sort_core_id",
                table: "customer",
                columns: new[] { "sort_core", "id" },
                filter: "not trashed and merged_into is null");

            migrationBuilder.CreateIndex(
                name: "IX_customer_sort_full_id",
                table: "customer",
                columns: new[] { "sort_full", "id" },
                filter: "not trashed and merged_into is null");

            migrationBuilder.CreateIndex(
                name: "IX_sign_in_link_secret_hash",
                table: "sign_in_link",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sign_in_link_user_id",
                table: "sign_in_link",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_user_session_secret_hash",
                table: "user_session",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_user_session_user_id",
                table: "user_session",
                column: "user_id");
        
            migrationBuilder.Sql(PostgresSearchIndex.Tables);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop table customer_key; drop table customer_search;");

            migrationBuilder.DropTable(
                name: "change_item");

            migrationBuilder.DropTable(
                name: "change_set");

            migrationBuilder.DropTable(
                name: "counter");

            migrationBuilder.DropTable(
                name: "customer");

            migrationBuilder.DropTable(
                name: "customer_group");

            migrationBuilder.DropTable(
                name: "customer_label");

            migrationBuilder.DropTable(
                name: "protection_key");

            migrationBuilder.DropTable(
                name: "setting");

            migrationBuilder.DropTable(
                name: "sign_in_link");

            migrationBuilder.DropTable(
                name: "user_session");

            migrationBuilder.DropTable(
                name: "app_user");
        }
    }
}
