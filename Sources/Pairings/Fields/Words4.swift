/// A number of 256 bits.
struct Words4: WordArray {
  var w0, w1, w2, w3: UInt64

  @inline(__always)
  init(_ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64) {
    (self.w0, self.w1, self.w2, self.w3) = (w0, w1, w2, w3)
  }

  @inline(__always)
  static var count: Int { 4 }

  @inline(__always)
  static var zero: Words4 { Words4(0, 0, 0, 0) }

  @inline(__always)
  subscript(index: Int) -> UInt64 {
    get {
      switch index {
      case 0: w0
      case 1: w1
      case 2: w2
      default: w3
      }
    }
    set {
      switch index {
      case 0: w0 = newValue
      case 1: w1 = newValue
      case 2: w2 = newValue
      default: w3 = newValue
      }
    }
  }

  @inline(__always)
  mutating func add(_ other: Words4) {
    var carry: UInt64 = 0
    w0 = Limb.add(w0, other.w0, &carry)
    w1 = Limb.add(w1, other.w1, &carry)
    w2 = Limb.add(w2, other.w2, &carry)
    w3 = Limb.add(w3, other.w3, &carry)
  }

  @inline(__always)
  mutating func subtract(_ other: Words4) -> UInt64 {
    var borrow: UInt64 = 0
    w0 = Limb.subtract(w0, other.w0, &borrow)
    w1 = Limb.subtract(w1, other.w1, &borrow)
    w2 = Limb.subtract(w2, other.w2, &borrow)
    w3 = Limb.subtract(w3, other.w3, &borrow)
    return borrow
  }

  @inline(__always)
  func masked(by mask: UInt64) -> Words4 {
    Words4(w0 & mask, w1 & mask, w2 & mask, w3 & mask)
  }

  @inline(__always)
  func replaced(by other: Words4, mask: UInt64) -> Words4 {
    Words4(
      w0 ^ (mask & (w0 ^ other.w0)), w1 ^ (mask & (w1 ^ other.w1)), w2 ^ (mask & (w2 ^ other.w2)),
      w3 ^ (mask & (w3 ^ other.w3)))
  }

  @inline(__always)
  mutating func addProduct(_ other: Words4, _ word: UInt64) -> UInt64 {
    var carry: UInt64 = 0
    w0 = Limb.multiplyAdd(w0, other.w0, word, &carry)
    w1 = Limb.multiplyAdd(w1, other.w1, word, &carry)
    w2 = Limb.multiplyAdd(w2, other.w2, word, &carry)
    w3 = Limb.multiplyAdd(w3, other.w3, word, &carry)
    return carry
  }

  @inline(__always)
  mutating func addProductAndShift(_ other: Words4, _ word: UInt64, top: UInt64) {
    var carry: UInt64 = 0
    _ = Limb.multiplyAdd(w0, other.w0, word, &carry)
    w0 = Limb.multiplyAdd(w1, other.w1, word, &carry)
    w1 = Limb.multiplyAdd(w2, other.w2, word, &carry)
    w2 = Limb.multiplyAdd(w3, other.w3, word, &carry)
    w3 = top &+ carry
  }
}
