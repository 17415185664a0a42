/// The place of an account in one overlay; valid until the overlay's next `beginBlock`.
package struct AccountID: Hashable, Sendable {
  @usableFromInline let raw: Int32
  @inlinable init(raw: Int32) { self.raw = raw }
  @inlinable var index: Int { Int(raw) }
}

/// The place of a storage slot in one overlay; valid until the overlay's next `beginBlock`.
package struct SlotID: Hashable, Sendable {
  @usableFromInline let raw: Int32
  @inlinable init(raw: Int32) { self.raw = raw }
  @inlinable var index: Int { Int(raw) }
}
