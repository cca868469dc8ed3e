namespace Engage.Plugins.Forums;

/// <summary>What staff enter for somebody else: whose it is, and how it came in.</summary>
/// <param name="Author">The participant, as the author of what is entered. The staff member stays the actor of the event, for auditors to see.</param>
/// <param name="Channel">How they said it.</param>
public sealed record Entry(Participant Author, Channel Channel)
{
    /// <summary>What those are shown as who did not say what they go by.</summary>
    public const string NoName = "A resident";

    public static async Task<Entry> For(Guid participantId, Channel channel, IQuerySession session, IPersonalReader reader, CancellationToken stop)
    {
        if (channel is Channel.Web) throw new Refusal("forums.entry-channel", "Over the web people speak for themselves. Say how they told you: PAPER, IN_PERSON, INTERPRETER or PHONE.", "channel");
        var participant = await session.LoadAsync<RegisteredParticipant>(participantId, stop) ?? throw Refusal.NotFound("participant", "participantId");
        return new(new(new ActorId(participant.Id.ToString()), await reader.Read(participant.Name, stop) ?? NoName, Participation.Name), channel);
    }

    /// <summary>
    /// The number of a participant in the ballots of a topic: the same for whoever enters it, so that they vote once like everybody, and with a key, so that
    /// the participant's id and the log together do not tell what they voted.
    /// </summary>
    public async Task<Guid> VoterIn(Guid topicId, IParticipants participants, CancellationToken stop) =>
        Guid.Parse((await participants.BallotOf(Author.Id, topicId, stop)).Value);
}
