/// A number of 384 bits.
struct Words6: WordArray {
  var w0, w1, w2, w3, w4, w5: UInt64

  @inline(__always)
  init(_ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64, _ w4: UInt64, _ w5: UInt64) {
    (self.w0, self.w1, self.w2, self.w3, self.w4, self.w5) = (w0, w1, w2, w3, w4, w5)
  }

  @inline(__always)
  static var count: Int { 6 }

  @inline(__always)
  static var zero: Words6 { Words6(0, 0, 0, 0, 0, 0) }

  @inline(__always)
  subscript(index: Int) -> UInt64 {
    get {
      switch index {
      case 0: w0
      case 1: w1
      case 2: w2
      case 3: w3
      case 4: w4
      default: w5
      }
    }
    set {
      switch index {
      case 0: w0 = newValue
      case 1: w1 = newValue
      case 2: w2 = newValue
      case 3: w3 = newValue
      case 4: w4 = newValue
      default: w5 = newValue
      }
    }
  }

  @inline(__always)
  mutating func add(_ other: Words6) {
    var carry: UInt64 = 0
    w0 = Limb.add(w0, other.w0, &carry)
    w1 = Limb.add(w1, other.w1, &carry)
    w2 = Limb.add(w2, other.w2, &carry)
    w3 = Limb.add(w3, other.w3, &carry)
    w4 = Limb.add(w4, other.w4, &carry)
    w5 = Limb.add(w5, other.w5, &carry)
  }

  @inline(__always)
  mutating func subtract(_ other: Words6) -> UInt64 {
    var borrow: UInt64 = 0
    w0 = Limb.subtract(w0, other.w0, &borrow)
    w1 = Limb.subtract(w1, other.w1, &borrow)
    w2 = Limb.subtract(w2, other.w2, &borrow)
    w3 = Limb.subtract(w3, other.w3, &borrow)
    w4 = Limb.subtract(w4, other.w4, &borrow)
    w5 = Limb.subtract(w5, other.w5, &borrow)
    return borrow
  }

  @inline(__always)
  func masked(by mask: UInt64) -> Words6 {
    Words6(w0 & mask, w1 & mask, w2 & mask, w3 & mask, w4 & mask, w5 & mask)
  }

  @inline(__always)
  func replaced(by other: Words6, mask: UInt64) -> Words6 {
    Words6(
      w0 ^ (mask & (w0 ^ other.w0)), w1 ^ (mask & (w1 ^ other.w1)), w2 ^ (mask & (w2 ^ other.w2)),
      w3 ^ (mask & (w3 ^ other.w3)), w4 ^ (mask & (w4 ^ other.w4)), w5 ^ (mask & (w5 ^ other.w5)))
  }

  @inline(__always)
  mutating func addProduct(_ other: Words6, _ word: UInt64) -> UInt64 {
    var carry: UInt64 = 0
    w0 = Limb.multiplyAdd(w0, other.w0, word, &carry)
    w1 = Limb.multiplyAdd(w1, other.w1, word, &carry)
    w2 = Limb.multiplyAdd(w2, other.w2, word, &carry)
    w3 = Limb.multiplyAdd(w3, other.w3, word, &carry)
    w4 = Limb.multiplyAdd(w4, other.w4, word, &carry)
    w5 = Limb.multiplyAdd(w5, other.w5, word, &carry)
    return carry
  }

  @inline(__always)
  mutating func addProductAndShift(_ other: Words6, _ word: UInt64, top: UInt64) {
    var carry: UInt64 = 0
    _ = Limb.multiplyAdd(w0, other.w0, word, &carry)
    w0 = Limb.multiplyAdd(w1, other.w1, word, &carry)
    w1 = Limb.multiplyAdd(w2, other.w2, word, &carry)
    w2 = Limb.multiplyAdd(w3, other.w3, word, &carry)
    w3 = Limb.multiplyAdd(w4, other.w4, word, &carry)
    w4 = Limb.multiplyAdd(w5, other.w5, word, &carry)
    w5 = top &+ carry
  }
}
