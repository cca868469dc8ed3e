namespace Engage.Identity;

/// <summary>
/// Whether somebody holds a permission now that they held when their request began. A subscription lasts, and grants are revoked; so it is asked before each message.
/// </summary>
internal delegate ValueTask<bool> StillMay(Agency agency, Actor actor, string permission, CancellationToken stop);
