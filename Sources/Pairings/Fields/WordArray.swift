/// A fixed number of 64-bit words, lowest first: what a number below a modulus is made of.
///
/// Conformances spell every word out. Loops over an `InlineArray` say the same in a quarter of the
/// lines, but whether the compiler unrolls them depends on what stands around them, and a loop that
/// stays costs twice the time.
protocol WordArray: Sendable, BitwiseCopyable {
  /// The number of words, 4 or 6.
  static var count: Int { get }
  /// The number 0.
  static var zero: Self { get }
  /// A word, the lowest being number 0.
  subscript(index: Int) -> UInt64 { get set }

  /// Adds a number; the sum must fit.
  mutating func add(_ other: Self)
  /// Subtracts a number.
  ///
  /// - Returns: 1 where the difference is negative and wrapped around, else 0.
  mutating func subtract(_ other: Self) -> UInt64
  /// Combines every word with the same mask.
  func masked(by mask: UInt64) -> Self
  /// This number where the mask's bits are 0, another where they are 1.
  func replaced(by other: Self, mask: UInt64) -> Self
  /// Adds a number times a word.
  ///
  /// - Returns: The word carried out.
  mutating func addProduct(_ other: Self, _ word: UInt64) -> UInt64
  /// Adds a number times a word, and `top` as the word after the highest; then drops the lowest
  /// word, which must have become 0. What remains must fit.
  mutating func addProductAndShift(_ other: Self, _ word: UInt64, top: UInt64)
}
