using System.Net.Sockets;
using Engage.GraphQL;
using Engage.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.CommandLine;

/// <summary>What the person at the terminal reads when something does not work: one line on standard error that says the mend, and its code.</summary>
internal static class Complaint
{
    /// <summary>Writes the line. What nobody foresaw goes to the log too, with everything that helps to find its cause.</summary>
    public static async Task Write(Exception fault, ILoggerFactory logs)
    {
        if (Of(fault) is not var (code, message))
        {
            logs.CreateLogger("Engage").LogCritical(fault, "Something failed that nobody foresaw.");
            (code, message) = ("engage.internal", "Something failed that nobody foresaw. The log says where; report it, and try again.");
        }
        // What a message quotes may be meant for the terminal instead of the reader.
        await Console.Error.WriteLineAsync(string.Concat($"{message} ({code})".Select(letter => char.IsControl(letter) ? ' ' : letter)));
    }

    private static (string Code, string Message)? Of(Exception? fault) => fault switch
    {
        null => null,
        _ when Faults.RefusalIn(fault) is { } refusal => (refusal.Code, refusal.Message),
        PrivatePostgresException unavailable => (unavailable.Code, unavailable.Message),
        UnauthorizedAccessException denied => ("engage.file-access",
            $"{denied.Message} Let the user who starts this read it, and write there if it is the data directory."),
        OperationCanceledException => ("engage.stopped", "It was stopped before its end. What is written stays; start it again to go on."),
        // Classes 28, 3D, 53 and 57: no such user or password, no such database, too many connections, the server goes down.
        PostgresException { SqlState: ['2', '8', ..] or ['3', 'D', ..] or ['5', '3', ..] or ['5', '7', ..] } closed => Unreachable(closed.MessageText),
        NpgsqlException { InnerException: SocketException or TimeoutException or IOException } lost => Unreachable(lost.Message),
        _ => Of(fault.InnerException)
    };

    private static (string, string) Unreachable(string reason) => ("engage.database-unreachable",
        $"The database cannot be used: {reason.TrimEnd('.')}. Check ConnectionStrings:Engage, and that its server runs and has that database.");
}
