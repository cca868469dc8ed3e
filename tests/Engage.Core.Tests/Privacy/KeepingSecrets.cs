using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Engage.Privacy;

public sealed class KeepingSecrets : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("engage-keys-").FullName;
    private EngageHarness _engage = null!;

    private NpgsqlDataSource Database => _engage.Services.GetRequiredService<NpgsqlDataSource>();

    public async Task InitializeAsync() => _engage = await EngageHarness.Start(plugins: "none");

    public async Task DisposeAsync()
    {
        await _engage.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_secret_is_the_same_for_all_who_ask_at_once_on_two_hosts_and_differs_from_every_other()
    {
        await using var other = Host();
        var asked = await Task.WhenAll(Enumerable.Range(0, 16)
            .Select(i => (i % 2 == 0 ? _engage.Services : other).GetRequiredService<Secrets>().Get("one", CancellationToken.None).AsTask()));

        asked.Select(Convert.ToHexString).Distinct().Count().ShouldBe(1);
        asked[0].Length.ShouldBe(32);
        (await other.GetRequiredService<Secrets>().Get("two", CancellationToken.None)).ShouldNotBe(asked[0]);
    }

    [Fact]
    public async Task The_database_holds_no_secret_in_the_clear()
    {
        var secret = await _engage.Services.GetRequiredService<Secrets>().Get("hidden", CancellationToken.None);
        await using var command = Database.CreateCommand("select wrapped from engage.secrets where name = 'hidden'");
        var wrapped = (byte[])(await command.ExecuteScalarAsync())!;
        wrapped.AsSpan().IndexOf(secret).ShouldBe(-1);
    }

    [Fact]
    public void What_is_protected_for_one_purpose_is_not_opened_for_another()
    {
        var secrets = _engage.Services.GetRequiredService<Secrets>();
        var wrapped = secrets.Protect("letters", Encoding.UTF8.GetBytes("Dear"));
        secrets.Unprotect("letters", wrapped).ShouldBe(Encoding.UTF8.GetBytes("Dear"));
        Should.Throw<CryptographicException>(() => secrets.Unprotect("cards", wrapped));
    }

    [Fact]
    public async Task Under_a_certificate_the_master_keys_are_closed_to_a_host_without_it_and_open_to_one_with_a_newer_one_besides()
    {
        await using (var keys = Database.CreateCommand("delete from engage.secrets; delete from engage.master_keys")) await keys.ExecuteNonQueryAsync();
        var (old, newer) = (Certificate("old"), Certificate("newer"));
        await using var first = Host(old);
        var secret = await first.GetRequiredService<Secrets>().Get("guarded", CancellationToken.None);

        await using var without = Host();
        await Should.ThrowAsync<CryptographicException>(without.GetRequiredService<Secrets>().Get("guarded", CancellationToken.None).AsTask());
        await using var renewed = Host(newer, old);
        (await renewed.GetRequiredService<Secrets>().Get("guarded", CancellationToken.None)).ShouldBe(secret);
    }

    [Fact]
    public void A_certificate_that_cannot_be_read_is_told_with_the_setting_to_mend()
    {
        using var host = Host(Path.Combine(_folder, "nothing.pfx"));
        var refusal = Should.Throw<Refusal>(() => host.GetRequiredService<IOptions<KeyManagementOptions>>().Value);
        refusal.Code.ShouldBe("engage.certificate");
        refusal.Message.ShouldContain("Engage:Certificates:0");
    }

    private string Certificate(string name)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = Path.Combine(_folder, $"{name}.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, "secret"));
        return file;
    }

    private ServiceProvider Host(params string[] certificates)
    {
        var settings = certificates.SelectMany((file, i) => new KeyValuePair<string, string?>[] { new($"Engage:Certificates:{i}:File", file), new($"Engage:Certificates:{i}:Password", "secret") });
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(Database).AddSingleton<Secrets>();
        Protection.Add(services, new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return services.BuildServiceProvider();
    }
}
