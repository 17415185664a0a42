import CGMP

/// A natural number of any length, held by the GNU multiple-precision library.
struct BigNumber: ~Copyable {
  private var number = __mpz_struct()

  private init() { __gmpz_init(&number) }

  /// Reads a big-endian number from call data, which is zeros after its last byte.
  init(_ input: PrecompileInput, from offset: Int, length: Int) {
    let given = input.given(from: offset, length: length)
    __gmpz_init(&number)
    __gmpz_import(&number, given.count, 1, 1, 1, 0, given.baseAddress)
    // Padding takes memory only after something that is not zero.
    if length > given.count, !isZero {
      var padded = BigNumber()
      __gmpz_mul_2exp(&padded.number, &number, UInt(8 * (length - given.count)))
      swap(&number, &padded.number)
    }
  }

  deinit {
    var number = number
    __gmpz_clear(&number)
  }

  /// Whether the number is 0.
  var isZero: Bool { number._mp_size == 0 }

  /// `self ** exponent % modulus`, for a modulus other than 0.
  func power(_ exponent: borrowing BigNumber, modulo modulus: borrowing BigNumber) -> BigNumber {
    var result = BigNumber()
    withUnsafePointer(to: number) { base in
      withUnsafePointer(to: exponent.number) { exponent in
        withUnsafePointer(to: modulus.number) { modulus in
          __gmpz_powm(&result.number, base, exponent, modulus)
        }
      }
    }
    return result
  }

  /// Writes the number at the end of `bytes`, which are zeros and long enough.
  func store(bigEndianInto bytes: inout [UInt8]) {
    guard !isZero else { return }
    bytes.withUnsafeMutableBytes { bytes in
      withUnsafePointer(to: number) { number in
        let length = (__gmpz_sizeinbase(number, 2) + 7) / 8
        precondition(length <= bytes.count, "the number is longer than its place")
        _ = __gmpz_export(
          bytes.baseAddress.map { $0 + (bytes.count - length) }, nil, 1, 1, 1, 0, number)
      }
    }
  }
}
