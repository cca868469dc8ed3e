namespace Engage.Plugins.Forums;

public sealed class ForumsCompliance : PluginCompliance<ForumsPlugin>;
