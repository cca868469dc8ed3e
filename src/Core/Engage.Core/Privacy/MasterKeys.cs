using System.Xml.Linq;
using Engage.Events;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Engage.Privacy;

/// <summary>
/// Where ASP.NET Data Protection keeps its keys: in the database, so that all hosts share them and a restart changes nothing. Under a certificate
/// (<c>Engage:Certificates</c>) they are of no use to whoever gets the database alone.
/// </summary>
internal sealed class MasterKeys(NpgsqlDataSource database) : IXmlRepository
{
    public static Table Table()
    {
        var table = new Table($"{EventStore.Schema}.master_keys");
        table.AddColumn<string>("name").AsPrimaryKey();
        table.AddColumn<string>("xml").NotNull();
        return table;
    }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.CreateCommand($"select xml from {EventStore.Schema}.master_keys order by name");
        using var rows = command.ExecuteReader();
        var elements = new List<XElement>();
        while (rows.Read()) elements.Add(XElement.Parse(rows.GetString(0)));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.CreateCommand($"insert into {EventStore.Schema}.master_keys (name, xml) values ($1, $2) on conflict (name) do update set xml = excluded.xml");
        command.Parameters.AddWithValue(friendlyName);
        command.Parameters.AddWithValue(element.ToString(SaveOptions.DisableFormatting));
        command.ExecuteNonQuery();
    }
}
