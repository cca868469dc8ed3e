namespace Engage.Plugins.TransparencyReports;

public sealed class TransparencyReportsCompliance : PluginCompliance<TransparencyReportsPlugin>;
