/// The values that one field took, one for each index that changed it: an array whose first
/// element takes no memory of its own, because nearly every field changes once in a block.
package struct ChangeList<Change: Hashable & Sendable>: Sendable {
  @usableFromInline enum Form: Sendable {
    case none
    case one(Change)
    /// Never fewer than two.
    case many([Change])
  }

  @usableFromInline var form: Form

  /// No change.
  @inlinable
  package init() { form = .none }

  /// One change.
  @inlinable
  package init(one change: Change) { form = .one(change) }

  /// The changes of an array.
  @inlinable
  package init(_ changes: [Change]) {
    switch changes.count {
    case 0: form = .none
    case 1: form = .one(changes[0])
    default: form = .many(changes)
    }
  }

  /// The changes as an array.
  @inlinable
  var array: [Change] {
    switch form {
    case .none: []
    case .one(let change): [change]
    case .many(let changes): changes
    }
  }
}

extension ChangeList: Hashable {
  /// Whether the two have the same changes.
  @inlinable
  package static func == (lhs: ChangeList, rhs: ChangeList) -> Bool {
    switch (lhs.form, rhs.form) {
    case (.none, .none): true
    case (.one(let lhs), .one(let rhs)): lhs == rhs
    case (.many(let lhs), .many(let rhs)): lhs == rhs
    default: false
    }
  }

  /// Hashes the changes.
  package func hash(into hasher: inout Hasher) { hasher.combine(array) }
}

extension ChangeList: ExpressibleByArrayLiteral {
  /// The changes listed.
  @inlinable
  package init(arrayLiteral changes: Change...) { self.init(changes) }
}

extension ChangeList: RandomAccessCollection, MutableCollection, RangeReplaceableCollection {
  /// The first position, 0.
  @inlinable package var startIndex: Int { 0 }

  /// How many changes there are.
  @inlinable package var endIndex: Int {
    switch form {
    case .none: 0
    case .one: 1
    case .many(let changes): changes.count
    }
  }

  /// The change at a position.
  @inlinable
  package subscript(position: Int) -> Change {
    get {
      switch form {
      case .one(let change) where position == 0: return change
      case .many(let changes): return changes[position]
      default: preconditionFailure("no change at \(position)")
      }
    }
    set { replaceSubrange(position..<position + 1, with: CollectionOfOne(newValue)) }
  }

  /// Adds a change at the end.
  @inlinable
  package mutating func append(_ change: Change) {
    switch form {
    case .none: form = .one(change)
    case .one(let first): form = .many([first, change])
    case .many(var changes):
      // Else the array would be copied.
      form = .none
      changes.append(change)
      form = .many(changes)
    }
  }

  /// Calls `body` with each change, in order, without the copies that iterating makes.
  @inlinable
  package func visit<E: Error>(_ body: (Change) throws(E) -> Void) throws(E) {
    switch form {
    case .none: break
    case .one(let change): try body(change)
    case .many(let changes): for change in changes { try body(change) }
    }
  }

  /// Puts other changes in the place of some.
  @inlinable
  package mutating func replaceSubrange(
    _ range: Range<Int>, with changes: some Collection<Change>
  ) {
    var array = array
    // Else the array would be copied.
    form = .none
    array.replaceSubrange(range, with: changes)
    self = ChangeList(array)
  }
}
