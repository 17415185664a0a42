import Foundation
import TestSupport
import Testing

/// A page in Chromium, in frames of chosen widths: what stands where, and what was complained of.
struct PageProbe: Sendable {
  /// A mark of a chart: the numbers that it carries, and where it was drawn.
  struct Mark: Decodable, Sendable {
    let chart: String
    let kind: String
    let data: [String: String]
    let x: Double
    let y: Double
    let width: Double

    /// One of its numbers.
    func number(_ name: String) -> Double { data[name].flatMap(Double.init) ?? .nan }
  }

  /// A chart.
  struct Chart: Decodable, Sendable {
    let id: String
    let right: Double
    let width: Double
    let name: String
    let description: String
  }

  /// The page in one frame.
  struct Frame: Decodable, Sendable {
    let width: Double
    let contentWidth: Double
    let least: Double
    let charts: [Chart]
    let marks: [Mark]
    let brokenLinks: [String]
    let repeatedIds: [String]
  }

  let frames: [String: Frame]
  let console: [String]

  /// Renders a page in frames of the given widths, by their texts.
  init(_ page: String, widths: [Int]) throws {
    let text = page.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
    let frames = widths.map {
      "<iframe id=\"\($0)\" style=\"border:0;width:\($0)px;height:900px\" srcdoc=\"\(text)\"></iframe>"
    }
    let rendering = try Chromium.render(
      "<!doctype html><meta charset=\"utf-8\"><body>\(frames.joined())<pre id=\"probe\"></pre>"
        + "<script>\(Self.script)</script>")
    console = rendering.console
    let found = try #require(
      rendering.document.firstMatch(of: /<pre id="probe">([A-Za-z0-9+\/=]+)<\/pre>/)?.output.1)
    let data = try #require(Data(base64Encoded: String(found)))
    self.frames = try JSONDecoder().decode([String: Frame].self, from: data)
  }

  /// Reads every frame, and writes what it found where `--dump-dom` shows it.
  private static let script = """
    addEventListener('load', () => {
      const found = {};
      for (const frame of document.querySelectorAll('iframe')) {
        const page = frame.contentDocument, ids = [...page.querySelectorAll('[id]')].map(e => e.id);
        const all = selector => [...page.querySelectorAll(selector)];
        const box = element => element.getBoundingClientRect();
        found[frame.id] = {
          width: frame.contentWindow.innerWidth,
          contentWidth: page.documentElement.scrollWidth,
          least: Math.min(1e9, ...all('figure svg text').map(e => box(e).height)),
          charts: all('figure svg').map(e => ({
            id: e.id, right: box(e).right, width: box(e).width,
            name: page.getElementById(e.getAttribute('aria-labelledby').split(' ')[0]).textContent,
            description:
              page.getElementById(e.getAttribute('aria-labelledby').split(' ')[1]).textContent})),
          marks: all('figure svg .mark, figure svg .measured').map(e => ({
            chart: e.closest('svg').id, kind: e.classList[0], data: {...e.dataset},
            x: box(e).x + box(e).width / 2, y: box(e).y + box(e).height / 2, width: box(e).width})),
          brokenLinks: all('a[href]').map(e => e.getAttribute('href'))
            .filter(href => !href.startsWith('#') || !page.getElementById(href.slice(1))),
          repeatedIds: ids.filter((id, place) => ids.indexOf(id) !== place)
        };
        frame.remove();
      }
      document.getElementById('probe').textContent =
        btoa(unescape(encodeURIComponent(JSON.stringify(found))));
    });
    """
}
