import EthereumTypes

/// The stack as the opcodes so far have left it, relative to where their instructions have.
///
/// Heights count items from the start of the block.
struct StackPicture: ~Copyable {
  /// What an item on top is.
  enum Operand {
    case constant(UInt256)
    /// A copy of, or the item itself, at this height.
    case place(Int)
  }

  struct Item {
    var operand: Operand
    /// The first step that has a part in it.
    var step: Int
  }

  /// How many items fit: very many would only make the picture slow to draw.
  static let capacity = 24

  /// Where the stack pointer is.
  var height = 0
  /// The height of the topmost item that is both on the stack and in the picture.
  var top = 0
  /// How many items above `top` have not been pushed.
  private(set) var count = 0
  private let items = UnsafeMutablePointer<Item>.allocate(capacity: capacity)
  /// The step that dropped the first of the items above `top`.
  private var firstDrop = 0

  deinit { items.deallocate() }

  /// What brings the stack pointer to `top`.
  var change: Int16 { offset(top) }

  /// The place of a height relative to the stack pointer.
  func offset(_ height: Int) -> Int16 {
    Int16(height - self.height) * Instruction.itemSize
  }

  /// The first step whose effect is in the picture only.
  var firstUnsettledStep: Int? {
    height > top ? firstDrop : count > 0 ? items[0].step : nil
  }

  /// Forgets everything, at the start of a block.
  mutating func clear() {
    height = 0
    top = 0
    count = 0
  }

  // MARK: Items

  /// An item that has not been pushed, counted from the one next to `top`.
  subscript(index: Int) -> Item { items[index] }

  /// The item `depth` places from the top, which is 1.
  func item(at depth: Int) -> Operand {
    depth <= count ? items[count - depth].operand : .place(top - (depth - count - 1))
  }

  /// Adds an item on top.
  mutating func append(_ operand: Operand, step: Int) {
    precondition(count < Self.capacity)
    (items + count).initialize(to: Item(operand: operand, step: step))
    count += 1
  }

  /// Takes the topmost item.
  mutating func take() -> Operand {
    if count > 0 {
      count -= 1
      return items[count].operand
    }
    top -= 1
    return .place(top + 1)
  }

  /// Drops the topmost item.
  mutating func drop(step: Int) {
    if count > 0 {
      count -= 1
      return
    }
    if height == top { firstDrop = step }
    top -= 1
  }

  /// Forgets the lowest of the items, which have been pushed.
  mutating func removeFirst(_ pushed: Int) {
    count -= pushed
    items.update(from: items + pushed, count: count)
  }
}
