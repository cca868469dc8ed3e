using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Privacy;

/// <summary>Sets up ASP.NET Data Protection: its keys are in the database, under a certificate where <c>Engage:Certificates</c> names one.</summary>
internal static class Protection
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var protection = services.AddDataProtection().SetApplicationName("Engage");
        services.AddSingleton<MasterKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<MasterKeys>((keys, repository) => keys.XmlRepository = repository);

        try
        {
            Certify(protection, configuration);
        }
        catch (Refusal refusal)
        {
            // The application is still being put together; it is told when it starts.
            services.Configure<KeyManagementOptions>(_ => throw refusal);
        }
    }

    private static void Certify(IDataProtectionBuilder protection, IConfiguration configuration)
    {
        // The first one closes, all of them open: so a certificate is replaced without losing what is under the one before.
        var certificates = configuration.GetSection("Engage:Certificates").GetChildren().Select(Read).ToArray();
        if (certificates is [var newest, ..]) protection.ProtectKeysWithCertificate(newest).UnprotectKeysWithAnyCertificate(certificates);
    }

    private static X509Certificate2 Read(IConfigurationSection setting)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(setting["File"] ?? "", setting["Password"]);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new Refusal("engage.certificate",
                $"The certificate of the setting {setting.Path} cannot be read. Set {setting.Path}:File to a PKCS#12 file that the host's user may read, and {setting.Path}:Password to its password.");
        }
    }
}
