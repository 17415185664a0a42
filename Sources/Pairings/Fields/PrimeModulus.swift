/// A prime p ≡ 3 (mod 4), and what Montgomery multiplication derives from it.
///
/// With R = 2⁶⁴ to the number of words, p is below R / 5: sums of two elements and unreduced sums
/// of two products then need no further word.
///
/// Conformances give computed properties: they become immediate operands, where stored ones would
/// be loaded behind a once-check.
protocol PrimeModulus: Sendable {
  associatedtype Words: WordArray
  /// The words of p, lowest first.
  static var words: Words { get }
  /// -p⁻¹ modulo 2⁶⁴.
  static var negatedInverse: UInt64 { get }
  /// R modulo p.
  static var radix: Words { get }
  /// R² modulo p.
  static var radixSquared: Words { get }
}
