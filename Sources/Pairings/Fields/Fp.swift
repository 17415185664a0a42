/// An element of the field of integers modulo a prime p, in Montgomery form: the words hold the
/// element times R, modulo p.
struct Fp<Modulus: PrimeModulus>: Sendable, BitwiseCopyable {
  /// The words, always below p.
  let words: Modulus.Words

  @inline(__always)
  init(words: Modulus.Words) { self.words = words }

  static var zero: Fp { Fp(words: .zero) }
  static var one: Fp { Fp(words: Modulus.radix) }
}

extension Fp: Equatable {
  static func == (a: Fp, b: Fp) -> Bool {
    var difference: UInt64 = 0
    for index in 0..<Modulus.Words.count { difference |= a.words[index] ^ b.words[index] }
    return difference == 0
  }
}

extension Fp {
  static func + (a: Fp, b: Fp) -> Fp {
    var sum = a.words
    // Twice p is below R: the sum fits.
    sum.add(b.words)
    return Fp(reducing: sum)
  }

  static func - (a: Fp, b: Fp) -> Fp {
    var difference = a.words
    let borrow = difference.subtract(b.words)
    difference.add(Modulus.words.masked(by: 0 &- borrow))
    return Fp(words: difference)
  }

  static prefix func - (a: Fp) -> Fp { zero - a }

  /// Creates the element whose words, below 2p, may still hold one p too much.
  @inline(__always)
  private init(reducing words: Modulus.Words) {
    var difference = words
    let borrow = difference.subtract(Modulus.words)
    // Chosen by a mask: which of the two it is, is as good as random to a branch predictor.
    self.words = difference.replaced(by: words, mask: 0 &- borrow)
  }
}

// Rows of a product and their reductions, interleaved: the method CIOS of Koç, Acar and Kaliski,
// "Analyzing and comparing Montgomery multiplication algorithms", 1996. Between steps the sum
// stays below 4p, which is why one word more than p's is enough and that one never overflows.
extension Fp {
  @inline(never)
  static func * (a: Fp, b: Fp) -> Fp {
    var sum = Modulus.Words.zero
    reduce(&sum, top: addRow(0, a, b, to: &sum))
    reduce(&sum, top: addRow(1, a, b, to: &sum))
    reduce(&sum, top: addRow(2, a, b, to: &sum))
    reduce(&sum, top: addRow(3, a, b, to: &sum))
    if Modulus.Words.count > 4 {
      reduce(&sum, top: addRow(4, a, b, to: &sum))
      reduce(&sum, top: addRow(5, a, b, to: &sum))
    }
    return Fp(reducing: sum)
  }

  /// `a * b + c * d` with one reduction, in about 0.7 of the time of two products (Longa,
  /// "Efficient algorithms for large prime characteristic fields", eprint 2022/367).
  @inline(never)
  static func sumOfProducts(_ a: Fp, _ b: Fp, _ c: Fp, _ d: Fp) -> Fp {
    var sum = Modulus.Words.zero
    reduce(&sum, top: addRow(0, a, b, to: &sum) &+ addRow(0, c, d, to: &sum))
    reduce(&sum, top: addRow(1, a, b, to: &sum) &+ addRow(1, c, d, to: &sum))
    reduce(&sum, top: addRow(2, a, b, to: &sum) &+ addRow(2, c, d, to: &sum))
    reduce(&sum, top: addRow(3, a, b, to: &sum) &+ addRow(3, c, d, to: &sum))
    if Modulus.Words.count > 4 {
      reduce(&sum, top: addRow(4, a, b, to: &sum) &+ addRow(4, c, d, to: &sum))
      reduce(&sum, top: addRow(5, a, b, to: &sum) &+ addRow(5, c, d, to: &sum))
    }
    return Fp(reducing: sum)
  }

  func squared() -> Fp { self * self }

  /// Adds an element times a word of another.
  ///
  /// - Returns: The word carried out.
  @inline(__always)
  private static func addRow(
    _ row: Int, _ a: Fp, _ b: Fp, to sum: inout Modulus.Words
  ) -> UInt64 {
    sum.addProduct(a.words, b.words[row])
  }

  /// Adds the multiple of p that makes the lowest word 0, and drops that word.
  @inline(__always)
  private static func reduce(_ sum: inout Modulus.Words, top: UInt64) {
    sum.addProductAndShift(Modulus.words, sum[0] &* Modulus.negatedInverse, top: top)
  }
}

extension Fp {
  /// Creates the element of a number, or answers nil where that is not below p.
  init?(number: Modulus.Words) {
    var difference = number
    guard difference.subtract(Modulus.words) == 1 else { return nil }
    self = Fp(words: number) * Fp(words: Modulus.radixSquared)
  }

  /// The number that the element stands for.
  var number: Modulus.Words {
    // A product with the words of 1, rather than the element 1, leaves Montgomery form.
    var one = Modulus.Words.zero
    one[0] = 1
    return (self * Fp(words: one)).words
  }
}
