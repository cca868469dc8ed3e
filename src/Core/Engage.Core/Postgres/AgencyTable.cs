using Weasel.Postgresql.Tables;

namespace Engage.Postgres;

internal static class AgencyTable
{
    /// <summary>A table each of whose rows is of an agency, which stands first in the primary key as it does in Marten's own tables.</summary>
    public static Table Named(string name) => Begun(new(name));

    public static Table Begun(Table table)
    {
        table.AddColumn<string>("tenant_id").AsPrimaryKey();
        return table;
    }
}
