namespace Engage;

/// <summary>
/// An attack on what would be told of some counts that hang together, and the cover against it: whoever knows what is told, and how the counts overlap, looks
/// for a small one; where there is none but a few counts that fit, more is left out until there are enough.
/// </summary>
/// <remarks>
/// That a count cannot be found is never taken from the linear program alone: for each there are two whole-number answers, checked exactly, that fit all that
/// is told, one of which is not small. To leave more out makes more answers fit and none less, so what was once found safe stays so.
/// </remarks>
internal sealed class SuppressionAttack
{
    private const double Whole = 1e-6;

    /// <summary>
    /// How many rows are left out for a count of 0 that only whole numbers hold, before the bounds of the program have to do; and how often for a cell that is
    /// bare.
    /// </summary>
    private const int Tries = 6;

    private readonly long[] _atoms;
    private readonly int[][] _rowsOf;
    private readonly SuppressionRow[] _rows;
    private readonly SuppressionTarget[] _targets;
    private readonly List<SuppressionTarget>[] _targetsOf;
    private readonly SuppressionBounds _bounds;
    private readonly SuppressionWork _work;

    /// <param name="atoms">How many there are of each atom.</param>
    /// <param name="rows">What is told of them.</param>
    /// <param name="targets">What nobody may find.</param>
    /// <param name="work">What it may cost.</param>
    public SuppressionAttack(long[] atoms, SuppressionRow[] rows, SuppressionTarget[] targets, SuppressionWork work)
    {
        (_atoms, _rows, _targets, _work) = (atoms, rows, targets, work);
        _rowsOf = Inverted(rows.Select(row => row.Atoms), atoms.Length);
        _targetsOf = [.. Inverted(targets.Select(target => target.Atoms), atoms.Length).Select(of => of.Select(index => targets[index]).ToList())];
        _bounds = new(atoms, _rowsOf, rows.Length, work);
        for (var row = 0; row < rows.Length; row++) SetBounds(row, rows[row].Told);
        _bounds.Restart();
    }

    /// <summary>Leaves out rows until no target is found.</summary>
    public void Cover()
    {
        foreach (var target in _targets)
        {
            var broken = 0;
            for (var turn = 0; !IsSafe(target, shared: true); turn++)
            {
                if (turn == 0 && AskedNoMoreThanBefore(target)) break;
                var rows = Weakest(target);
                if (rows.Count == 0 && (target.Value > 0 || broken++ < Tries)) rows = Nearest(target);
                if (rows.Count == 0) break;
                foreach (var row in rows) LeaveOut(row);
            }
            for (var turn = 0; turn < Tries && target.IsCell && Bare(target) is { Count: > 0 } rows; turn++)
                foreach (var row in rows) LeaveOut(row);
        }
    }

    /// <summary>
    /// Where small cells hide each other and there is none so large that it had to go for them, though one that is told would have been: whoever knows this
    /// rule would know them all to be small, and that four of 16 are four each. So that one goes too, with all that are as small.
    /// </summary>
    private IReadOnlyList<int> Bare(SuppressionTarget target)
    {
        const double Anything = 1e9;
        _bounds.Reset();
        var far = _bounds.Move(target.Atoms, 1, Anything);
        var holding = Holding();
        if (far >= Anything || holding is not [var smallest, ..] || _rows[smallest].Count > target.Value + far + Whole) return [];
        var changed = _bounds.Changes().ToDictionary(each => each.Atom, each => each.By);
        var covers = _rows.Where(row => !row.Told && !row.ToldBefore);
        if (covers.Any(row => Math.Abs(row.Atoms.Sum(atom => changed.GetValueOrDefault(atom))) > Whole)) return [];
        return [.. holding.Where(row => IsLike(row, smallest))];
    }

    private void LeaveOut(int row)
    {
        _rows[row].Told = false;
        SetBounds(row, told: false);
    }

    private void SetBounds(int row, bool told) => (_bounds.Low[_atoms.Length + row], _bounds.High[_atoms.Length + row]) = _rows[row].Room(told);

    /// <summary>
    /// Of a count that would be found if nothing more were told than what was before, no more is asked than that it is not found any better.
    /// </summary>
    private bool AskedNoMoreThanBefore(SuppressionTarget target)
    {
        if (_rows.All(row => !row.ToldBefore)) return false;
        for (var row = 0; row < _rows.Length; row++) SetBounds(row, told: false);
        var (low, high) = Reached(target);
        for (var row = 0; row < _rows.Length; row++) SetBounds(row, _rows[row].Told);
        target.AskNoMoreThan(low, high);
        return target.IsSafe;
    }

    /// <summary>
    /// The row to leave out: of those that hold the target, smallest first, one without which it can be moved far enough; else the one without which it can be
    /// moved furthest. All that are as small as that go with it, for which of them went would tell. None where only what was told before holds the target.
    /// </summary>
    private IReadOnlyList<int> Weakest(SuppressionTarget target)
    {
        foreach (var sign in (int[])[1, -1])
        {
            var enough = target.Missing(sign);
            if (enough == 0) continue;
            _bounds.Reset();
            enough -= (long)Math.Floor(_bounds.Move(target.Atoms, sign, enough) + Whole);
            var (weakest, furthest, at) = (-1, -1.0, _bounds.Save());
            var holding = Holding();
            foreach (var row in holding.Take(8))
            {
                SetBounds(row, told: false);
                var far = _bounds.Move(target.Atoms, sign, enough);
                _bounds.Load(at);
                SetBounds(row, told: true);
                if (far > furthest + Whole) (weakest, furthest) = (row, far);
                if (far >= enough - Whole) break;
            }
            if (weakest >= 0) return [.. holding.Where(row => IsLike(row, weakest))];
        }
        return [];
    }

    /// <summary>Where only whole numbers hold it: the smallest row that it is counted in, or that is counted with it, or with that.</summary>
    private IReadOnlyList<int> Nearest(SuppressionTarget target)
    {
        HashSet<int> near = [.. target.Atoms];
        for (var grown = 0; grown != near.Count;)
        {
            grown = near.Count;
            int[] rows = [.. near.SelectMany(atom => _rowsOf[atom]).Distinct()];
            if (SmallestFirst(rows) is [var row, ..]) return [row];
            foreach (var each in rows) near.UnionWith(_rows[each].Atoms);
        }
        return [];
    }

    /// <summary>The rows that hold the target that was moved last, the smallest first.</summary>
    private List<int> Holding() => SmallestFirst(Enumerable.Range(0, _rows.Length).Where(row => Math.Abs(_bounds.Price(row)) > 1e-7));

    private bool IsLike(int row, int other) => _rows[row].Count == _rows[other].Count && _rows[row].Size == _rows[other].Size;

    private List<int> SmallestFirst(IEnumerable<int> rows) =>
        [.. rows.Where(row => _rows[row].Told).OrderBy(row => _rows[row].Count).ThenBy(row => _rows[row].Size).ThenBy(row => row)];

    private (long Low, long High) Reached(SuppressionTarget target)
    {
        var alone = target with { };
        IsSafe(alone, shared: false);
        return (alone.Low, alone.High);
    }

    private bool IsSafe(SuppressionTarget target, bool shared)
    {
        if (target.IsSafe) return true;
        Search(target, 1, shared);
        if (!target.IsSafe) Search(target, -1, shared);
        return target.IsSafe;
    }

    /// <summary>
    /// Looks for a whole-number answer as far up or down as is asked. Where the program finds a broken one, it is made whole, atom by atom; or else the same
    /// search may do with what is broken held nearer to the truth.
    /// </summary>
    private void Search(SuppressionTarget target, int sign, bool shared)
    {
        var enough = target.Missing(sign);
        if (enough <= 0) return;
        _bounds.Reset();
        var far = _bounds.Move(target.Atoms, sign, enough);
        if (MadeWhole(target)) Accept(target, shared);
        // As far as it goes at all; or it goes further than in whole numbers along this way: another may, one by one, and from a fresh basis.
        for (var turn = 0; turn < 2 && target.Missing(sign) > 0 && far >= enough - Whole; turn++)
        {
            if (turn == 1 && !_bounds.Restarted()) break;
            _bounds.Reset();
            for (var gone = 0L; gone < enough && _bounds.Move(target.Atoms, sign, 1) > 0 && MadeWhole(target) && Moved(target, sign) > gone;)
            {
                gone = Moved(target, sign);
            }
            Accept(target, shared);
        }
    }

    private long Moved(SuppressionTarget target, int sign) => sign * (long)Math.Round(target.Atoms.Sum(_bounds.Change));

    private (int Atom, double By)? Broken()
    {
        (int Atom, double By)? broken = null;
        foreach (var each in _bounds.Changes())
        {
            if (Math.Abs(each.By - Math.Round(each.By)) > Whole && !(broken?.Atom < each.Atom)) broken = each;
        }
        return broken;
    }

    /// <summary>Moves what is broken to the next whole number and holds it there, one after the other, with the target as far as it came.</summary>
    private bool MadeWhole(SuppressionTarget target)
    {
        if (Broken() is null) return true;
        Stack<(int Atom, double Low, double High)> held = [];
        foreach (var atom in target.Atoms)
        {
            var by = _bounds.Change(atom);
            if (Math.Abs(by - Math.Round(by)) <= Whole) Hold(held, atom, by, by);
        }
        for (var turn = 0; turn < 60 && Broken() is (var atom, var by); turn++)
        {
            var near = Math.Round(by);
            if (!Brought(atom, near) && !Brought(atom, near > by ? near - 1 : near + 1)) break;
            Hold(held, atom, _bounds.Change(atom), _bounds.Change(atom));
        }
        Release(held);
        return Broken() is null;
    }

    private bool Brought(int atom, double to)
    {
        var way = to - _bounds.Change(atom);
        return _bounds.Move([atom], Math.Sign(way), Math.Abs(way)) >= Math.Abs(way) - Whole;
    }

    private void Hold(Stack<(int Atom, double Low, double High)> held, int atom, double low, double high)
    {
        held.Push((atom, _bounds.Low[atom], _bounds.High[atom]));
        (_bounds.Low[atom], _bounds.High[atom]) = (low, high);
    }

    private void Release(Stack<(int Atom, double Low, double High)> held)
    {
        foreach (var (atom, low, high) in held) (_bounds.Low[atom], _bounds.High[atom]) = (low, high);
    }

    /// <summary>Takes note of an answer if, computed exactly, it fits.</summary>
    private void Accept(SuppressionTarget target, bool shared)
    {
        var change = _bounds.Changes().Select(each => (each.Atom, By: (long)Math.Round(each.By))).Where(each => each.By != 0).ToList();
        // What is looked up costs ten times what is added.
        _work.Spend(change.Sum(each => target.Atoms.Length + 10L * (_rowsOf[each.Atom].Length + _targetsOf[each.Atom].Count)));
        if (!Fits(change)) return;
        if (shared) Note(change);
        target.Note(target.Value + change.Where(each => target.Atoms.Contains(each.Atom)).Sum(each => each.By));
    }

    private bool Fits(List<(int Atom, long By)> change)
    {
        Dictionary<int, long> moved = [];
        foreach (var (atom, by) in change)
        {
            if (_atoms[atom] + by < 0) return false;
            foreach (var row in _rowsOf[atom]) moved[row] = moved.GetValueOrDefault(row) + by;
        }
        return moved.All(row => row.Value >= _bounds.Low[_atoms.Length + row.Key] && row.Value <= _bounds.High[_atoms.Length + row.Key]);
    }

    private void Note(List<(int Atom, long By)> change)
    {
        Dictionary<SuppressionTarget, long> moved = new(ReferenceEqualityComparer.Instance);
        foreach (var (atom, by) in change)
        {
            foreach (var target in _targetsOf[atom]) moved[target] = moved.GetValueOrDefault(target) + by;
        }
        foreach (var (target, by) in moved) target.Note(target.Value + by);
    }

    private static int[][] Inverted(IEnumerable<int[]> sets, int count)
    {
        List<int>[] of = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        foreach (var (index, set) in sets.Index())
        {
            foreach (var each in set) of[each].Add(index);
        }
        return [.. of.Select(each => each.ToArray())];
    }
}
