namespace Engage.Plugins.AdvisoryBoards;

public sealed class AdvisoryBoardsCompliance : PluginCompliance<AdvisoryBoardsPlugin>;
