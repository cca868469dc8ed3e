namespace Engage;

/// <summary>Names the plugin that this assembly holds. The build writes it into the plugin's manifest, so it can be read without loading any code.</summary>
/// <param name="id">
/// A plural noun in kebab case (<c>advisory-boards</c>), at most 40 characters. It stands before every event, table, permission and setting of the
/// plugin and can never change once an event was stored.
/// </param>
/// <param name="name">What people call it.</param>
/// <param name="description">One sentence that says what residents or the agency get from it.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class EngagePluginAttribute(string id, string name, string description) : Attribute
{
    /// <summary>The plugin's id.</summary>
    public string Id { get; } = id;

    /// <summary>What people call it.</summary>
    public string Name { get; } = name;

    /// <summary>What it is for.</summary>
    public string Description { get; } = description;
}
