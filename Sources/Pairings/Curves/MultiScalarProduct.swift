/// A sum of multiples of points.
struct MultiScalarProduct<Group: CurveGroup>: Sendable {
  /// A point and what it is multiplied by.
  struct Term: Sendable, BitwiseCopyable {
    var point: AffinePoint<Group>
    var scalar: Scalar
  }

  var terms: [Term]
  /// The bits of the longest scalar, at most.
  let bitCount: Int

  /// The sum, by whichever method is faster for so many terms.
  func sum() -> JacobianPoint<Group> {
    terms.count < 64 ? interleavedSum() : bucketSum()
  }

  /// Doubles once for all terms and adds odd multiples as the non-adjacent forms of the scalars
  /// ask (Möller, "Algorithms for multi-exponentiation", 2001).
  func interleavedSum() -> JacobianPoint<Group> {
    let forms = terms.map { $0.scalar.nonAdjacentForm(bitCount: bitCount) }
    let multiples = terms.map { Self.oddMultiples(of: $0.point) }
    var result = JacobianPoint<Group>.infinity
    for place in (0...bitCount).reversed() {
      result = result.doubled()
      for term in terms.indices where forms[term][place] != 0 {
        let digit = Int(forms[term][place])
        let multiple = multiples[term][abs(digit) / 2]
        result = result + (digit < 0 ? -multiple : multiple)
      }
    }
    return result
  }

  /// The multiples by 1, 3, … 15.
  private static func oddMultiples(of point: AffinePoint<Group>) -> [JacobianPoint<Group>] {
    var multiples = [JacobianPoint(point)]
    let double = multiples[0].doubled()
    for index in 0..<7 { multiples.append(multiples[index] + double) }
    return multiples
  }

  /// Sorts the points into buckets by a window of their scalars' bits, window after window
  /// (Pippenger; Bernstein, Doumen, Lange and Oosterwijk, eprint 2012/549, section 4).
  func bucketSum() -> JacobianPoint<Group> {
    let width = windowWidth
    var buckets = [JacobianPoint<Group>](repeating: .infinity, count: 1 << width)
    var result = JacobianPoint<Group>.infinity
    for window in (0..<(bitCount + width - 1) / width).reversed() {
      for index in buckets.indices { buckets[index] = .infinity }
      for term in terms {
        let digit = term.scalar.bits(from: window * width, count: width)
        if digit != 0 { buckets[digit] = buckets[digit] + term.point }
      }
      for _ in 0..<width { result = result.doubled() }
      // Σ i·bucket(i) as the sum of the sums of the buckets from i up.
      var fromHere = JacobianPoint<Group>.infinity
      for bucket in buckets[1...].reversed() {
        fromHere = fromHere + bucket
        result = result + fromHere
      }
    }
    return result
  }

  /// The width with the fewest additions.
  private var windowWidth: Int {
    func additions(_ width: Int) -> Int {
      (bitCount + width - 1) / width * (terms.count + 2 << width)
    }
    return (2...16).min { additions($0) < additions($1) } ?? 2
  }
}
