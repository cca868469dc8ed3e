using System.Numerics;
using System.Runtime.InteropServices;

namespace Engage;

/// <summary>
/// How far a count can be moved from what it is without moving any count that is told: a linear program over the atoms, solved by the simplex method with
/// bounded variables and an explicit inverse of the basis (G. B. Dantzig, «Linear Programming and Extensions», 1963, chapters 9 and 18).
/// </summary>
/// <remarks>
/// The variables are the changes of the atoms and, after them, the changes of the rows that follow. It begins where nothing changes, which always fits, so no
/// first phase is needed; and with a basis of the largest atoms, which have the most room to give way, so that few steps are. Every number is computed in the
/// same order by IEEE 754, so any machine comes to the same.
/// </remarks>
internal sealed class SuppressionBounds
{
    private const double Tiny = 1e-9;

    private readonly int[][] _rowsOf;
    private readonly int[] _crash;
    private readonly int _atOnce;
    private readonly double[][] _inverse;
    private readonly int[] _basis;
    private readonly int[] _place;
    private readonly double[] _value;
    private readonly double[] _price;
    private readonly double[] _column;
    private readonly double[] _weight;
    private readonly int[] _filled;
    private readonly HashSet<int> _beside = [];
    private readonly SuppressionWork _work;
    private (int[] Open, double[][] Inverse, int[] Basis)? _fresh;
    private int _restartedAt;
    private int _next;
    private int _steps;

    /// <param name="atoms">How many there are of each atom.</param>
    /// <param name="rowsOf">The rows that each atom is counted in.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="work">What it may cost.</param>
    public SuppressionBounds(IReadOnlyList<long> atoms, int[][] rowsOf, int rows, SuppressionWork work)
    {
        var all = atoms.Count + rows;
        (Low, High) = ([.. atoms.Select(count => -(double)count), .. new double[rows]], new double[all]);
        Array.Fill(High, double.PositiveInfinity, 0, atoms.Count);
        (_rowsOf, _work) = (rowsOf, work);
        // A step costs more the more rows there are, so that it is worth while to look for a better one.
        _atOnce = all <= 4000 ? all : Math.Max(1000, 8 * rows);
        _crash = [.. Enumerable.Range(0, atoms.Count).OrderByDescending(atom => atoms[atom])];
        _inverse = [.. Enumerable.Range(0, rows).Select(_ => new double[rows])];
        (_basis, _place, _value) = (new int[rows], new int[all], new double[all]);
        (_price, _column, _weight, _filled) = (new double[rows], new double[rows], new double[all], new int[rows]);
    }

    /// <summary>The lowest change of each atom, then of each row. 0 always fits.</summary>
    public double[] Low { get; }

    /// <summary>The highest change of each atom, then of each row. 0 always fits.</summary>
    public double[] High { get; }

    /// <summary>The changes of atoms that were found last.</summary>
    public IEnumerable<(int Atom, double By)> Changes() =>
        Save().Where(each => each.Variable < _rowsOf.Length && each.By != 0);

    /// <summary>What a row held the last count back by; 0 where it did not.</summary>
    public double Price(int row) => _price[row];

    /// <summary>The change of an atom that was found last.</summary>
    public double Change(int atom) => _value[atom];

    /// <summary>Begins where nothing changes.</summary>
    public void Reset()
    {
        foreach (var variable in _basis) _value[variable] = 0;
        foreach (var variable in _beside) _value[variable] = 0;
        _beside.Clear();
    }

    /// <summary>The changes that were found last, to go back to them.</summary>
    public (int Variable, double By)[] Save()
    {
        _work.Spend(10L * (_basis.Length + _beside.Count));
        return [.. _basis.Concat(_beside.Where(each => _place[each] < 0)).Select(each => (each, _value[each]))];
    }

    /// <summary>Goes back to changes that still fit.</summary>
    public void Load((int Variable, double By)[] saved)
    {
        Reset();
        foreach (var (variable, by) in saved)
        {
            _value[variable] = by;
            _beside.Add(variable);
        }
    }

    /// <summary>Changes the sum of some atoms by as much as <paramref name="enough"/>, or as far as it goes, and says how far it went.</summary>
    /// <param name="atoms">The atoms.</param>
    /// <param name="sign">1 to make the sum larger, −1 to make it smaller.</param>
    /// <param name="enough">What is enough.</param>
    public double Move(int[] atoms, int sign, double enough)
    {
        foreach (var atom in atoms) _weight[atom] = sign;
        var moved = 0.0;
        var still = 0;
        var whole = enough == Math.Round(enough);
        for (var left = 200 + 20 * _basis.Length; left > 0 && moved < enough - Tiny; left--)
        {
            var entering = Entering(atoms, still > 30, out var gain);
            if (entering < 0) break;
            _steps++;
            _beside.Add(entering);
            SetColumn(entering);
            var direction = Math.Sign(gain);
            var step = Step(entering, direction, still > 30, out var leaving);
            // A whole step, where there is room for it, keeps what is whole whole.
            var needed = (enough - moved) / Math.Abs(gain);
            if (whole) needed = Math.Ceiling(needed - Tiny);
            if (needed <= step) (step, leaving) = (needed, -1);
            Shift(entering, direction * step);
            moved += step * Math.Abs(gain);
            still = step > Tiny ? 0 : still + 1;
            if (leaving < 0) continue;
            _beside.Add(_basis[leaving]);
            Pivot(leaving, entering);
        }
        foreach (var atom in atoms) _weight[atom] = 0;
        return moved;
    }

    /// <summary>Begins with a new basis, where many steps have made the old one crooked. False where they were few.</summary>
    public bool Restarted()
    {
        if (_steps - _restartedAt < 50) return false;
        Restart();
        return true;
    }

    /// <summary>Begins with a new basis.</summary>
    public void Restart()
    {
        _work.Spend(_basis.Length * (long)_basis.Length);
        // A row that is not told follows whatever happens, and stands in nobody's way.
        int[] open = [.. Enumerable.Range(0, _basis.Length).Where(row => double.IsFinite(Low[_rowsOf.Length + row]))];
        var known = _fresh is { } fresh && fresh.Open.AsSpan().SequenceEqual(open);
        for (var row = 0; row < _basis.Length; row++)
        {
            Array.Clear(_inverse[row]);
            if (known) _fresh!.Value.Inverse[row].CopyTo(_inverse[row], 0);
            else _inverse[row][row] = -1;
        }
        Array.Fill(_place, -1);
        for (var row = 0; row < _basis.Length; row++) _place[_basis[row] = known ? _fresh!.Value.Basis[row] : _rowsOf.Length + row] = row;
        Array.Clear(_value);
        _beside.Clear();
        if (!known)
        {
            Crash([.. open]);
            _fresh = (open, [.. _inverse.Select(row => row.ToArray())], [.. _basis]);
        }
        _restartedAt = _steps;
    }

    private void Crash(List<int> open)
    {
        foreach (var atom in _crash)
        {
            if (open.Count == 0) break;
            _work.Spend(open.Count * (long)_rowsOf[atom].Length);
            var (best, most) = (-1, 1e-6);
            foreach (var row in open)
            {
                var size = Math.Abs(Entry(row, atom));
                if (size > most + Tiny) (best, most) = (row, size);
            }
            if (best < 0) continue;
            SetColumn(atom);
            Pivot(best, atom);
            open.Remove(best);
        }
    }

    private double Entry(int row, int variable)
    {
        if (variable >= _rowsOf.Length) return -_inverse[row][variable - _rowsOf.Length];
        var sum = 0.0;
        foreach (var each in _rowsOf[variable]) sum += _inverse[row][each];
        return Math.Abs(sum) < Tiny ? 0 : sum;
    }

    private void SetColumn(int variable)
    {
        _work.Spend(_column.Length * (long)(variable < _rowsOf.Length ? 1 + _rowsOf[variable].Length : 1));
        for (var row = 0; row < _column.Length; row++) _column[row] = Entry(row, variable);
    }

    private bool SetPrices(int[] atoms)
    {
        Array.Clear(_price);
        var (any, looked) = (false, _price.Length + (long)atoms.Length);
        foreach (var atom in atoms)
        {
            if (_place[atom] < 0) continue;
            any = true;
            looked += _price.Length;
            var inverse = _inverse[_place[atom]];
            for (var row = 0; row < _price.Length; row++) _price[row] += _weight[atom] * inverse[row];
        }
        _work.Spend(looked);
        return any;
    }

    /// <summary>
    /// The variable that brings the most by step, of the first so many among which any does; or (so that it cannot go round in circles, by R. G. Bland's rule)
    /// the first that brings any.
    /// </summary>
    private int Entering(int[] atoms, bool first, out double gain)
    {
        var (best, looked) = (-1, 0L);
        gain = 0;
        // Where the basis has nothing to do with it, only its own atoms bring anything.
        var any = SetPrices(atoms);
        var (count, start) = any ? (_place.Length, first ? 0 : _next) : (atoms.Length, 0);
        for (var index = 0; index < count; index++)
        {
            if (index % _atOnce == 0 && index > 0 && best >= 0)
            {
                if (any) _next = (start + index) % count;
                break;
            }
            var at = start + index < count ? start + index : start + index - count;
            var variable = any ? at : atoms[at];
            looked++;
            if (_place[variable] >= 0) continue;
            double each;
            if (variable < _rowsOf.Length)
            {
                each = _weight[variable];
                foreach (var row in _rowsOf[variable]) each -= _price[row];
                looked += _rowsOf[variable].Length;
            }
            else each = _price[variable - _rowsOf.Length];
            if (Math.Abs(each) <= Math.Abs(gain) + Tiny) continue;
            if (each > 0 ? _value[variable] >= High[variable] - Tiny : _value[variable] <= Low[variable] + Tiny) continue;
            (best, gain) = (variable, each);
            if (first) break;
        }
        _work.Spend(looked);
        return best;
    }

    private double Step(int entering, int direction, bool first, out int leaving)
    {
        leaving = -1;
        var step = direction > 0 ? High[entering] - _value[entering] : _value[entering] - Low[entering];
        var pivot = 0.0;
        for (var row = 0; row < _column.Length; row++)
        {
            if (_column[row] == 0) continue;
            var variable = _basis[row];
            var rate = -direction * _column[row];
            var room = Math.Max(0, rate > 0 ? High[variable] - _value[variable] : _value[variable] - Low[variable]) / Math.Abs(rate);
            if (room > step + Tiny) continue;
            var tie = room > step - Tiny && leaving >= 0;
            if (tie && (first ? variable > _basis[leaving] : Math.Abs(_column[row]) <= pivot)) continue;
            (step, leaving, pivot) = (Math.Min(room, step), row, Math.Abs(_column[row]));
        }
        return step;
    }

    private void Shift(int entering, double by)
    {
        if (by == 0) return;
        _value[entering] = Whole(_value[entering] + by);
        for (var row = 0; row < _column.Length; row++)
        {
            if (_column[row] != 0) _value[_basis[row]] = Whole(_value[_basis[row]] - by * _column[row]);
        }
    }

    private void Pivot(int leaving, int entering)
    {
        var pivot = _inverse[leaving];
        var (filled, changed) = (0, 0L);
        for (var column = 0; column < pivot.Length; column++)
        {
            if (pivot[column] == 0) continue;
            pivot[column] = Whole(pivot[column] / _column[leaving]);
            _filled[filled++] = column;
        }
        var dense = filled > pivot.Length / 8;
        for (var row = 0; row < _column.Length; row++)
        {
            if (row == leaving || _column[row] == 0) continue;
            changed++;
            var inverse = _inverse[row];
            if (dense) Subtract(inverse, _column[row], pivot);
            else
            {
                for (var index = 0; index < filled; index++) inverse[_filled[index]] = Whole(inverse[_filled[index]] - _column[row] * pivot[_filled[index]]);
            }
        }
        _work.Spend(_column.Length + pivot.Length + changed * (dense ? pivot.Length / 4 : filled));
        _place[_basis[leaving]] = -1;
        (_basis[leaving], _place[entering]) = (entering, leaving);
    }

    /// <summary>The same several numbers at a time. No product is fused with its sum, so that it comes to the same wherever it is computed.</summary>
    private static void Subtract(double[] from, double times, double[] what)
    {
        var rows = MemoryMarshal.Cast<double, Vector<double>>(from.AsSpan());
        var others = MemoryMarshal.Cast<double, Vector<double>>(what.AsSpan());
        for (var index = 0; index < rows.Length; index++)
        {
            var value = rows[index] - others[index] * times;
            var whole = Vector.Round(value);
            rows[index] = Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(value - whole), new Vector<double>(Tiny)), whole, value);
        }
        for (var index = rows.Length * Vector<double>.Count; index < from.Length; index++) from[index] = Whole(from[index] - what[index] * times);
    }

    /// <summary>Most numbers here are whole; kept so, they gather no errors.</summary>
    private static double Whole(double value)
    {
        var whole = Math.Round(value);
        return Math.Abs(value - whole) < Tiny ? whole : value;
    }
}
