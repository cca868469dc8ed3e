using Engage.Postgres;
using Weasel.Core;
using Weasel.Postgresql.Tables;
using Table = Weasel.Postgresql.Tables.Table;

namespace Engage.Search;

/// <summary>
/// The index, in a schema of its own. Its tables are not logged: so no backup of the server's files, no write-ahead log and no replica holds what was made of people's words.
/// After a crash PostgreSQL empties them, the progress with the texts, and they are made anew from the log.
/// </summary>
internal static class SearchTables
{
    public const string Schema = "engage_search";

    /// <summary>The hashed words of each document, and whose words those of its title and its body are.</summary>
    public const string Texts = SearchQuery.Table;

    /// <summary>How far the log was read: under no name for all agencies, and for each of them its language, and how far it was read anew where that changed.</summary>
    public const string Progress = $"{Schema}.progress";

    public static IEnumerable<Table> All()
    {
        var texts = AgencyTable.Begun(new Unlogged(Texts));
        texts.AddColumn<Guid>("document_id").AsPrimaryKey();
        texts.AddColumn("terms", "tsvector").NotNull();
        foreach (var part in new[] { "title", "body" })
        {
            texts.AddColumn<string>($"{part}_of");
            texts.AddColumn<string>($"{part}_key");
            texts.Indexes.Add(new IndexDefinition($"texts_by_{part}_of") { Columns = [$"{part}_of"], Predicate = $"{part}_of is not null" });
        }
        texts.AddColumn<DateTimeOffset>("until");
        texts.Indexes.Add(new IndexDefinition("texts_by_terms") { Columns = ["terms"], Method = IndexMethod.gin });
        yield return texts;

        var progress = AgencyTable.Begun(new Unlogged(Progress));
        progress.AddColumn<string>("recipe").NotNull();
        progress.AddColumn<long>("sequence");
        yield return progress;
    }

    private sealed class Unlogged(string name) : Table(name)
    {
        public override void WriteCreateStatement(Migrator migrator, TextWriter writer)
        {
            using var statement = new StringWriter();
            base.WriteCreateStatement(migrator, statement);
            writer.Write(statement.ToString().Replace("CREATE TABLE", "CREATE UNLOGGED TABLE", StringComparison.OrdinalIgnoreCase));
        }
    }
}
