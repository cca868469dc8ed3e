namespace Engage;

/// <summary>What an agency is called, for what is published in its name.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Languages">The languages that it answers in, as BCP 47 tags; the first is the one it uses by default.</param>
public sealed record AgencyIdentity(string Name, IReadOnlyList<string> Languages);

/// <summary>Reads what the request's agency is called. Take it as a parameter.</summary>
public interface IAgencyIdentity
{
    /// <summary>As it is now; the slug stands for the name until somebody described the agency.</summary>
    Task<AgencyIdentity> Read(CancellationToken stop);
}
