using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;

namespace Engage.Http;

/// <summary>
/// Believes what the proxies of the setting <c>Engage:TrustedProxies</c> say of the caller's address and scheme, and nobody else: without it whoever calls
/// could give themselves any address with a header.
/// </summary>
internal sealed class TrustedProxies(IConfiguration configuration) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        var proxies = configuration.GetSection("Engage:TrustedProxies").GetChildren().Select(Read).ToList();
        if (proxies.Count > 0)
        {
            var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in proxies) options.KnownIPNetworks.Add(proxy);
            app.UseForwardedHeaders(options);
        }
        next(app);
    };

    private static System.Net.IPNetwork Read(IConfigurationSection setting)
    {
        if (System.Net.IPNetwork.TryParse(setting.Value, out var network)) return network;
        if (IPAddress.TryParse(setting.Value, out var address)) return new(address, address.GetAddressBytes().Length * 8);
        throw new Refusal("engage.trusted-proxies", $"The setting {setting.Path} is no address. Write it as 10.0.0.7, or a network as 10.0.0.0/8.");
    }
}
