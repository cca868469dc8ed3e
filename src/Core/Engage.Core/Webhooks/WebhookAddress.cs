using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace Engage.Webhooks;

/// <summary>
/// Which addresses a webhook may have: those of the public internet. What an administrator of an agency types must not make the host reach into the network
/// that it stands in. A singleton.
/// </summary>
internal sealed class WebhookAddress(IConfiguration configuration)
{
    private const int Limit = 2_000;

    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // What stands for an address of version 4 in one of version 6 could be any of these.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"
        }.Select(IPNetwork.Parse)
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>For receivers in the network of the host itself, and for tests.</summary>
    private readonly bool _allowPrivate = configuration.GetValue("Engage:Webhooks:AllowPrivateAddresses", false);

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return (address.AddressFamily is AddressFamily.InterNetwork || GlobalUnicast.Contains(address)) && !Array.Exists(NotPublic, network => network.Contains(address));
    }

    /// <summary>The address as it is kept, or a refusal that tells nothing of the network that the host stands in.</summary>
    public async Task<string> Checked(string text, CancellationToken stop)
    {
        if (text.Length > Limit || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.UserInfo.Length > 0 || url.Fragment.Length > 0
            || !(url.Scheme == Uri.UriSchemeHttps || (_allowPrivate && url.Scheme == Uri.UriSchemeHttp)) || !await IsAllowed(url.IdnHost, stop))
        {
            throw new Refusal("engage.webhook-address",
                "The address cannot be used. It must begin with https://, hold no user name and no fragment, "
                + "and lead to a public address of the internet by a name that is known now.", "url");
        }
        return url.AbsoluteUri;
    }

    /// <summary>Connects to an address that was looked up and checked just then: a name that was public when it was subscribed may lead elsewhere by now.</summary>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop);
        var allowed = Array.FindAll(addresses, address => _allowPrivate || IsPublic(address));
        if (allowed.Length == 0) throw new NotAllowed();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<bool> IsAllowed(string host, CancellationToken stop)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, stop);
            return addresses.Length > 0 && (_allowPrivate || Array.TrueForAll(addresses, IsPublic));
        }
        catch (Exception unknown) when (unknown is SocketException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The name of a webhook leads to an address that is not public.</summary>
    public sealed class NotAllowed() : IOException("The name leads to no public address.");
}
