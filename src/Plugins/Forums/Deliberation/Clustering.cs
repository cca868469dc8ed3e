namespace Engage.Plugins.Forums;

/// <summary>
/// k-means over places with weights, and how well it fits. It begins at places drawn far from each other (k-means++, Arthur &amp; Vassilvitskii 2007) by a
/// die that always falls the same, and keeps the best of ten draws.
/// </summary>
internal static class Clustering
{
    private const int Draws = 10;
    private const int Steps = 100;

    /// <summary>The cluster of each place, from 0. There may be fewer clusters than asked for, and none is empty.</summary>
    public static int[] Of(IReadOnlyList<(Place Place, int Weight)> places, int k, int draws = Draws)
    {
        var (best, least) = (Array.Empty<int>(), double.PositiveInfinity);
        for (var draw = 0; draw < draws; draw++)
        {
            var (clusters, spread) = Settle(places, Begin(places, k, new Die((ulong)draw)));
            if (spread < least) (best, least) = (clusters, spread);
        }
        return Numbered(best);
    }

    /// <summary>The mean silhouette (Rousseeuw 1987) of the places, from -1 to 1: how much nearer each is to its own cluster than to the next. Alone it is 0.</summary>
    public static double Silhouette(IReadOnlyList<(Place Place, int Weight)> places, int[] clusters)
    {
        var sizes = clusters.CountBy(cluster => cluster).OrderBy(each => each.Key).Select(each => each.Value).ToArray();
        if (sizes.Length < 2) return 0;
        var sum = 0.0;
        for (var i = 0; i < places.Count; i++)
        {
            if (sizes[clusters[i]] == 1) continue;
            var distances = new double[sizes.Length];
            for (var j = 0; j < places.Count; j++) distances[clusters[j]] += Math.Sqrt(places[i].Place.SquareTo(places[j].Place));
            var own = distances[clusters[i]] / (sizes[clusters[i]] - 1);
            var next = double.PositiveInfinity;
            for (var cluster = 0; cluster < sizes.Length; cluster++)
                if (cluster != clusters[i]) next = Math.Min(next, distances[cluster] / sizes[cluster]);
            if (Math.Max(own, next) > 0) sum += (next - own) / Math.Max(own, next);
        }
        return sum / places.Count;
    }

    private static Place[] Begin(IReadOnlyList<(Place Place, int Weight)> places, int k, Die die)
    {
        var begun = new List<Place> { places[Drawn(places.Select(each => (double)each.Weight).ToArray(), die)].Place };
        var squares = places.Select(_ => double.PositiveInfinity).ToArray();
        while (begun.Count < k)
        {
            for (var i = 0; i < squares.Length; i++) squares[i] = Math.Min(squares[i], places[i].Place.SquareTo(begun[^1]));
            var weights = squares.Select((square, i) => square * places[i].Weight).ToArray();
            if (weights.Sum() <= 0) break;
            begun.Add(places[Drawn(weights, die)].Place);
        }
        return [.. begun];
    }

    private static int Drawn(double[] weights, Die die)
    {
        var left = die.Next() * weights.Sum();
        for (var i = 0; i < weights.Length; i++)
            if ((left -= weights[i]) < 0) return i;
        return Array.FindLastIndex(weights, weight => weight > 0);
    }

    private static (int[] Clusters, double Spread) Settle(IReadOnlyList<(Place Place, int Weight)> places, Place[] centers)
    {
        var clusters = new int[places.Count];
        for (var step = 0; ; step++)
        {
            var (moved, spread) = (step == 0, 0.0);
            for (var i = 0; i < places.Count; i++)
            {
                var (nearest, square) = (0, double.PositiveInfinity);
                for (var c = 0; c < centers.Length; c++)
                    if (places[i].Place.SquareTo(centers[c]) is var each && each < square) (nearest, square) = (c, each);
                moved |= clusters[i] != nearest;
                clusters[i] = nearest;
                spread += square * places[i].Weight;
            }
            if (!moved || step == Steps) return (clusters, spread);
            centers = Centers(places, clusters, centers);
        }
    }

    private static Place[] Centers(IReadOnlyList<(Place Place, int Weight)> places, int[] clusters, Place[] before)
    {
        var sums = new (double X, double Y, int Weight)[before.Length];
        for (var i = 0; i < places.Count; i++)
        {
            var ((x, y), weight) = (places[i].Place, places[i].Weight);
            ref var sum = ref sums[clusters[i]];
            sum = (sum.X + x * weight, sum.Y + y * weight, sum.Weight + weight);
        }
        return [.. sums.Select((sum, c) => sum.Weight == 0 ? before[c] : new Place(sum.X / sum.Weight, sum.Y / sum.Weight))];
    }

    /// <summary>The clusters by the order of their first places, so that none that lost all its places leaves a gap.</summary>
    private static int[] Numbered(int[] clusters)
    {
        var numbers = new Dictionary<int, int>();
        return [.. clusters.Select(cluster => numbers.TryGetValue(cluster, out var number) ? number : numbers[cluster] = numbers.Count)];
    }

    /// <summary>SplitMix64 (Steele, Lea &amp; Flood 2014), since what System.Random gives for a seed is not promised to stay.</summary>
    private sealed class Die(ulong seed)
    {
        private ulong _state = seed;

        /// <summary>At least 0 and less than 1.</summary>
        public double Next()
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
