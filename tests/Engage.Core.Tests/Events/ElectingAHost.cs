using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Engage.Events;

public sealed class ElectingAHost : IAsyncLifetime
{
    private EngageHarness _engage = null!;

    private NpgsqlDataSource Database => _engage.Services.GetRequiredService<NpgsqlDataSource>();

    public async Task InitializeAsync() => _engage = await EngageHarness.Start(plugins: "none");

    public async Task DisposeAsync() => await _engage.DisposeAsync();

    [Fact]
    public async Task One_host_works_and_another_takes_over_when_the_first_one_is_cut_off()
    {
        var worked = new BlockingCollection<string>();
        using var first = new Job("first", worked, Database);
        using var second = new Job("second", worked, Database);
        await first.StartAsync(CancellationToken.None);
        Next(worked).ShouldBe("first");
        await second.StartAsync(CancellationToken.None);
        await second.Refused;
        first.Wake();
        Next(worked).ShouldBe("first");

        (await Holders()).ShouldBe(1);
        await CutOff();

        Next(worked).ShouldBe("second");
        (await first.CutOff).ShouldBeTrue();
        (await Holders()).ShouldBe(1);
        await second.StopAsync(CancellationToken.None);
        Next(worked).ShouldBe("first");
        await first.StopAsync(CancellationToken.None);
        (await Holders()).ShouldBe(0);
    }

    [Fact]
    public async Task Work_that_fails_gives_up_the_lock_and_is_tried_again()
    {
        var worked = new BlockingCollection<string>();
        using var job = new Job("only", worked, Database) { Fails = true };
        await job.StartAsync(CancellationToken.None);
        Next(worked).ShouldBe("only");
        Next(worked).ShouldBe("only");
        await job.StopAsync(CancellationToken.None);
        (await Holders()).ShouldBe(0);
    }

    private static string Next(BlockingCollection<string> worked)
    {
        worked.TryTake(out var who, TimeSpan.FromMinutes(2)).ShouldBeTrue("Nobody worked.");
        return who!;
    }

    private async Task<long> Holders() => await Ask<long>("select count(*) from pg_locks where " + Lock);

    private async Task CutOff() => (await Ask<bool>("select bool_and(pg_terminate_backend(pid)) from pg_locks where " + Lock)).ShouldBeTrue();

    private const string Lock =
        """
        locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
            and (classid::bigint << 32 | objid::bigint) = hashtextextended('engage.test', 0)
        """;

    private async Task<T> Ask<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Works once and then waits to be woken, or until it is cut off.</summary>
    private sealed class Job(string host, BlockingCollection<string> worked, NpgsqlDataSource database) : OneHostJob(database, NullLogger.Instance)
    {
        private readonly TaskCompletionSource<bool> _cutOff = new();
        private readonly TaskCompletionSource _asked = new();
        private int _asks;

        public bool Fails { get; init; }

        public Task<bool> CutOff => _cutOff.Task.WaitAsync(TimeSpan.FromMinutes(2));

        /// <summary>Asked for the lock twice, so the first time it was refused.</summary>
        public Task Refused => _asked.Task.WaitAsync(TimeSpan.FromMinutes(2));

        protected override string Name => "test";

        protected override TimeSpan Poll => TimeSpan.FromHours(1);

        protected override TimeSpan StandBy
        {
            get
            {
                if (++_asks == 2) _asked.TrySetResult();
                return TimeSpan.FromMilliseconds(300);
            }
        }

        protected override Task<bool> Work(CancellationToken stop)
        {
            stop.Register(() => _cutOff.TrySetResult(true));
            worked.Add(host, CancellationToken.None);
            return Fails ? throw new InvalidOperationException("It does not work here.") : Task.FromResult(false);
        }
    }
}
