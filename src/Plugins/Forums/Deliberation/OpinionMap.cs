namespace Engage.Plugins.Forums;

/// <summary>Where somebody stands on the map.</summary>
internal readonly record struct Place(double X, double Y)
{
    public double SquareTo(Place other) => (X - other.X) * (X - other.X) + (Y - other.Y) * (Y - other.Y);
}

/// <summary>What one person voted: statements by their place in the list, ascending, and 1 for agree, -1 for disagree, 0 for pass.</summary>
internal sealed record Opinion((int Statement, int Value)[] Votes) : IComparable<Opinion>
{
    // By what was voted and not by whom: so neither names nor the order in which people came make a difference to any sum or tie.
    public int CompareTo(Opinion? other)
    {
        for (var i = 0; i < Math.Min(Votes.Length, other!.Votes.Length); i++)
            if (Votes[i].CompareTo(other.Votes[i]) is not 0 and var order) return order;
        return Votes.Length.CompareTo(other.Votes.Length);
    }
}

/// <summary>
/// The two directions in which opinions differ most: principal components of the votes, where a missing vote counts as the statement's mean. Found by
/// power iteration from a fixed start, in plain loops: the same votes give the same map on every machine.
/// </summary>
internal sealed class OpinionMap
{
    private const int Iterations = 100;
    private readonly double[] _means;
    private readonly double[][] _components;

    private OpinionMap(double[] means, double[][] components) => (_means, _components) = (means, components);

    /// <param name="opinions">What everybody voted, in a fixed order.</param>
    /// <param name="statements">How many statements there are.</param>
    public static OpinionMap Of(IReadOnlyList<Opinion> opinions, int statements)
    {
        var (sums, counts) = (new double[statements], new int[statements]);
        foreach (var (statement, value) in opinions.SelectMany(each => each.Votes))
        {
            sums[statement] += value;
            counts[statement]++;
        }
        var means = sums.Select((sum, at) => counts[at] == 0 ? 0 : sum / counts[at]).ToArray();
        var centred = opinions.Select(each => Array.ConvertAll(each.Votes, vote => (vote.Statement, By: vote.Value - means[vote.Statement]))).ToArray();
        var first = Component(centred, statements, []);
        return new(means, [first, Component(centred, statements, [first])]);
    }

    /// <summary>Where somebody stands; who voted on few statements is moved outwards by √(statements/voted on), so that few votes do not mean no opinion.</summary>
    public Place Of(Opinion opinion)
    {
        var (x, y) = (0.0, 0.0);
        foreach (var (statement, value) in opinion.Votes)
        {
            x += (value - _means[statement]) * _components[0][statement];
            y += (value - _means[statement]) * _components[1][statement];
        }
        var scale = Math.Sqrt((double)_means.Length / Math.Max(opinion.Votes.Length, 1));
        return new(x * scale, y * scale);
    }

    /// <summary>How far from the middle somebody stands who did nothing but agree with the statement.</summary>
    public double[] Extremities() =>
        [.. _means.Select((mean, at) => Extremity(_means.Length, mean, _components[0][at], _components[1][at]))];

    internal static double Extremity(int statements, double mean, double first, double second) =>
        Math.Sqrt(statements) * Math.Abs(1 - mean) * Math.Sqrt(first * first + second * second);

    /// <param name="centred">How far each vote of each person is from the statement's mean. A missing one is not far at all, so it takes no part.</param>
    private static double[] Component((int Statement, double By)[][] centred, int statements, double[][] before)
    {
        // Not all the same: with as much agreement as disagreement that may be at right angles to what is looked for.
        var direction = Enumerable.Range(0, statements).Select(at => 1 + at * 0.618033988749895 % 1).ToArray();
        for (var i = 0; i < Iterations; i++)
        {
            var next = new double[statements];
            foreach (var votes in centred)
            {
                var along = 0.0;
                foreach (var (statement, by) in votes) along += by * direction[statement];
                foreach (var (statement, by) in votes) next[statement] += along * by;
            }
            foreach (var other in before)
            {
                var along = Dot(next, other);
                for (var at = 0; at < next.Length; at++) next[at] -= along * other[at];
            }
            var length = Math.Sqrt(Dot(next, next));
            if (length < 1e-9) return new double[statements];
            var moved = 0.0;
            for (var at = 0; at < next.Length; at++)
            {
                next[at] /= length;
                moved = Math.Max(moved, Math.Abs(next[at] - direction[at]));
            }
            direction = next;
            if (moved < 1e-6) break;
        }
        return direction;
    }

    private static double Dot(double[] one, double[] two)
    {
        var sum = 0.0;
        for (var at = 0; at < one.Length; at++) sum += one[at] * two[at];
        return sum;
    }
}
