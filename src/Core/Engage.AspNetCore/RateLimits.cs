using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Engage.Http;

/// <summary>
/// How much one caller may ask for: requests, what they cost, and subscriptions at a time. A caller is an actor; who is anonymous shares with all others
/// behind the same address. Kept in memory, by host; an address is kept as a number that nobody can turn back.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    /// <summary>What a request may cost on average, in fields of the answer as they are counted before anything runs.</summary>
    public const int CostOfARequest = 2_000;

    private const int FailuresPerMinute = 60;

    // However many addresses call, the memory holds so many: a few of them share.
    private const ulong Addresses = 65_536;

    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(32);
    private readonly PartitionedRateLimiter<Caller> _requests, _costs, _subscriptions, _failures;

    public RateLimits(IConfiguration configuration)
    {
        var known = Limit(configuration, "RequestsPerMinute", 600);
        var anonymous = Limit(configuration, "AnonymousRequestsPerMinute", 1_800);
        var subscriptions = Limit(configuration, "Subscriptions", 100);
        _requests = PerMinute(caller => caller.Anonymous ? anonymous : known);
        _costs = PerMinute(caller => CostOfARequest * (caller.Anonymous ? anonymous : known));
        _failures = PartitionedRateLimiter.Create<Caller, string>(caller => known == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(caller.Key, _ => new() { PermitLimit = FailuresPerMinute, Window = TimeSpan.FromMinutes(1) }));
        _subscriptions = PartitionedRateLimiter.Create<Caller, string>(caller => subscriptions == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetConcurrencyLimiter(caller.Key, _ => new() { PermitLimit = subscriptions }));
    }

    /// <summary>Whose share a request is taken from.</summary>
    /// <param name="Key">The actor in its agency, or the number of the address.</param>
    /// <param name="Anonymous">Whether it is the number of an address.</param>
    public readonly record struct Caller(string Key, bool Anonymous);

    public Caller Of(HttpContext http, Agency agency, Actor actor) => actor.IsAnonymous ? Address(http) : new($"{agency.Slug} {actor.Id}", false);

    /// <summary>Takes one request, or refuses it.</summary>
    public void Request(Caller caller) => Take(_requests, caller, 1);

    /// <summary>Takes what a document costs; false, with how long to wait, where the caller has spent too much already.</summary>
    public bool Spend(Caller caller, double cost, out TimeSpan wait)
    {
        // Nothing that is allowed at all costs more than a minute's share.
        using var lease = _costs.AttemptAcquire(caller, (int)Math.Clamp(cost, 1, CostOfARequest * 10));
        wait = Wait(lease);
        return lease.IsAcquired;
    }

    /// <summary>Holds a place for a subscription until it is disposed of, or refuses it.</summary>
    public IDisposable Subscribe(Caller caller)
    {
        var lease = _subscriptions.AttemptAcquire(caller);
        if (!lease.IsAcquired) throw Fault.TooManySubscriptions();
        Telemetry.SubscriberCame();
        return new Place(lease);
    }

    /// <summary>Refuses an address from which too many tokens came that were none.</summary>
    public void CheckFailures(HttpContext http) => Take(_failures, Address(http), 0);

    public void Failed(HttpContext http) => _failures.AttemptAcquire(Address(http)).Dispose();

    public void Dispose()
    {
        foreach (var limiter in new[] { _requests, _costs, _subscriptions, _failures }) limiter.Dispose();
    }

    private sealed class Place(RateLimitLease lease) : IDisposable
    {
        public void Dispose()
        {
            lease.Dispose();
            Telemetry.SubscriberWent();
        }
    }

    private static void Take(PartitionedRateLimiter<Caller> limiter, Caller caller, int permits)
    {
        using var lease = limiter.AttemptAcquire(caller, permits);
        if (!lease.IsAcquired) throw Fault.RateLimited(Wait(lease));
    }

    private static TimeSpan Wait(RateLimitLease lease) =>
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);

    private Caller Address(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        // A household gets 64 bits of IPv6 addresses to itself.
        var number = BitConverter.ToUInt64(HMACSHA256.HashData(_salt, address.AddressFamily is AddressFamily.InterNetworkV6 ? bytes.AsSpan(0, 8) : bytes));
        return new($"address {number % Addresses}", true);
    }

    private static PartitionedRateLimiter<Caller> PerMinute(Func<Caller, int> limit) => PartitionedRateLimiter.Create<Caller, string>(caller => limit(caller) is > 0 and var most
        ? RateLimitPartition.GetTokenBucketLimiter(caller.Key, _ => new()
        {
            TokenLimit = most,
            TokensPerPeriod = Math.Max(1, most / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(most < 60 ? 60.0 / most : 1)
        })
        : RateLimitPartition.GetNoLimiter(""));

    private static int Limit(IConfiguration configuration, string name, int usual)
    {
        var setting = $"Engage:RateLimits:{name}";
        if (configuration[setting] is not { } text) return usual;
        return int.TryParse(text, out var limit) && limit is >= 0 and <= 1_000_000
            ? limit
            : throw new Refusal("engage.rate-limit-setting", $"The setting {setting} is not a whole number of 0 to 1,000,000. Set it to one; 0 sets no limit.");
    }
}
