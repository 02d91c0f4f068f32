/*
 * What a reader sees of a page, and the page as HTML: run in an isolated world, in one task, so that no script of the page can see, change
 * or outrun it. Every property is read through the prototypes of the isolated world: a form with an input named "childNodes" has a
 * property of that name which is not the children.
 *
 * Each element with text of its own gets the attribute `options.mark`: "s" for shown, or "h" (hidden) or "u" (unknown), how many elements
 * further out the one stands that hides it, and why. `options` bounds the elements, the characters and the milliseconds.
 */
(options) => {
  const getter = (type, name) => {
    const { get } = Object.getOwnPropertyDescriptor(type.prototype, name);
    return (it) => get.call(it);
  };
  const method = (type, name) => {
    const call = type.prototype[name];
    return (it, ...rest) => call.apply(it, rest);
  };
  const firstChild = getter(Node, "firstChild"), nextSibling = getter(Node, "nextSibling"), parentNode = getter(Node, "parentNode");
  const nodeType = getter(Node, "nodeType"), textContent = getter(Node, "textContent"), data = getter(CharacterData, "data");
  const localName = getter(Element, "localName"), shadowRoot = getter(Element, "shadowRoot"), hostOf = getter(ShadowRoot, "host");
  const slotOf = getter(Element, "assignedSlot"), assigned = method(HTMLSlotElement, "assignedNodes");
  const attributeNames = method(Element, "getAttributeNames"), attribute = method(Element, "getAttribute");
  const boxOf = method(Element, "getBoundingClientRect"), isRendered = method(Element, "checkVisibility");
  const elementsAt = (x, y) => Document.prototype.elementsFromPoint.call(document, x, y);
  const TEXT = 3, ELEMENT = 1;

  // Elements whose content is no text of the page; what they hold is written as it is, or not at all.
  const RAW = new Set(["script", "style", "noscript", "iframe", "noembed", "noframes", "template", "textarea", "title", "svg", "math", "object"]);
  const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
  const PLAIN_NAME = /^[a-z][a-z0-9-]*$/;
  const REPLACED = new Set(["img", "video", "canvas", "iframe", "svg", "object", "embed"]);

  function children(node) {
    const root = nodeType(node) === ELEMENT ? shadowRoot(node) : null;
    let found = [];
    if (node instanceof HTMLSlotElement) found = assigned(node, { flatten: true });
    if (!found.length) for (let child = firstChild(root || node); child; child = nextSibling(child)) found.push(child);
    return found;
  }
  function parentOf(element) {
    const parent = slotOf(element) || parentNode(element);
    if (parent instanceof ShadowRoot) return hostOf(parent);
    return parent && nodeType(parent) === ELEMENT ? parent : null;
  }
  function isWithin(inner, outer) {
    for (let element = inner; element; element = parentOf(element)) if (element === outer) return true;
    return false;
  }

  // --- Colours. Only what computed styles are made of in practice; null for the rest, about which nothing is said.
  function colour(text) {
    const numbers = (text.match(/[\d.]+(?:e-?\d+)?/g) || []).map(Number);
    if (/^rgba?\(/.test(text)) return [...numbers.slice(0, 3).map((n) => n / 255), numbers.length > 3 ? numbers[3] : 1];
    if (/^color\(srgb /.test(text)) return [...numbers.slice(0, 3), numbers.length > 3 ? numbers[3] : 1];
    return null;
  }
  const over = (front, back) => front.slice(0, 3).map((n, i) => n * front[3] + back[i] * (1 - front[3]));
  // Relative luminance and contrast ratio: WCAG 2.2, definitions.
  const light = (rgb) => rgb.map((n) => (n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4)).reduce((sum, n, i) => sum + n * [0.2126, 0.7152, 0.0722][i], 0);
  function contrast(one, other) {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }

  // --- What an element inherits for the eye: computed once an element, from that of its parent.
  const FADES = /opacity|visibility|all/;
  const seconds = (list) => list.split(",").some((one) => parseFloat(one) > 0);
  const known = new Map();
  function factsOf(element) {
    const missing = [];
    for (let one = element; one && !known.has(one); one = parentOf(one)) missing.push(one);
    while (missing.length) {
      const one = missing.pop(), parent = parentOf(one);
      known.set(one, facts(one, parent ? known.get(parent) : null));
    }
    return known.get(element);
  }
  function facts(element, around) {
    const style = getComputedStyle(element);
    const opacity = parseFloat(style.opacity);
    const isInvisible = style.visibility !== "visible";
    const moves = (seconds(style.transitionDuration) && FADES.test(style.transitionProperty)) || style.animationName !== "none";
    const isFixed = style.position === "fixed" || style.position === "sticky";
    return {
      element, style, around,
      opacity: (around ? around.opacity : 1) * opacity,
      // The outermost element that makes all inside as good as transparent, invisible or cut away.
      faded: (around && around.faded) || (opacity < LEAST_OPACITY ? element : null),
      invisible: isInvisible ? (around && around.invisible) || element : null,
      moves: moves || Boolean(around && around.moves && (around.faded || around.invisible)),
      clipped: (around && around.clipped) || (CLIPPED_AWAY.test(style.clipPath) || (style.position === "absolute" && CLIPPED_TO_NOTHING.test(style.clip)) ? element : null),
      isOdd: Boolean(around && around.isOdd) || style.filter !== "none" || style.mixBlendMode !== "normal",
      isFixed: isFixed || Boolean(around && around.isFixed),
      isModal: Boolean(around && around.isModal) || localName(element) === "dialog" || attribute(element, "aria-modal") === "true" || attribute(element, "role") === "dialog",
    };
  }
  // Beside a tenth of its ink no text keeps a contrast of 1.5 on any ground (black on white: 1.25).
  const LEAST_OPACITY = 0.1;
  const CLIPPED_AWAY = /^(inset\((5\d|[6-9]\d|100)(\.\d+)?%|circle\(0(px|%)?( |\))|polygon\(0px 0px(, 0px 0px)*\))/;
  const CLIPPED_TO_NOTHING = /^rect\((0|1)px,? (0|1)px,? (0|1)px,? (0|1)px\)$/;

  // --- The judgement of one element's own text: ["h" or "u", the element that hides it, why], or null when a reader sees it.
  // A CSS pixel is 1.3 arc minutes at arm's length (CSS Values 3, "reference pixel"); small letters are half as high as their size says, so
  // that 4 pixels are 2.6 arc minutes. Normal acuity reads letters of 5.
  const LEAST_PIXELS = 4;
  // Both ends of a doubt: below 1.1 nobody reads (#f3f3f3 on white); ISO 9241-3 asks for 3, and half of that is still in use for
  // bylines (#d0d0d0 on white is 1.54).
  const NO_CONTRAST = 1.1, LITTLE_CONTRAST = 1.5;
  // As far as style sheets put what nobody is to see; nearer things may be slid in by a button.
  const FAR = 999;

  function hiddenByStyle(element, fact, boxes) {
    const why = fact.moves ? "u" : "h";
    if (fact.invisible) return [why, fact.invisible, "visibility:" + fact.style.visibility];
    if (fact.clipped) return ["h", fact.clipped, "clipped to nothing"];
    if (fact.faded || fact.opacity < LEAST_OPACITY) return [why, fact.faded || element, "opacity below " + LEAST_OPACITY];
    let boxed = element;
    while (boxed && factsOf(boxed).style.display === "contents") boxed = parentOf(boxed);
    if (boxed && !isRendered(boxed)) return notRendered(boxed);
    if (!boxes.length) return ["h", element, "no box on the page"];
    if (boxes.every((box) => box.width < 1 || box.height < LEAST_PIXELS) || parseFloat(fact.style.fontSize) < LEAST_PIXELS) {
      return ["h", element, "letters below " + LEAST_PIXELS + " pixels"];
    }
    return null;
  }
  function notRendered(element) {
    let outermost = element;
    for (let one = element; one; one = parentOf(one)) {
      if (localName(one) === "details" && attribute(one, "open") === null) return ["u", one, "inside a closed <details>"];
      if (attribute(one, "hidden") === "until-found") return ["u", one, "hidden=until-found"];
      if (factsOf(one).style.display === "none") outermost = one;
    }
    return ["h", outermost, factsOf(outermost).style.display === "none" ? "display:none" : "content-visibility:hidden"];
  }

  function hiddenByPlace(element, fact, boxes) {
    const box = { left: Math.min(...boxes.map((b) => b.left)), top: Math.min(...boxes.map((b) => b.top)), right: Math.max(...boxes.map((b) => b.right)), bottom: Math.max(...boxes.map((b) => b.bottom)) };
    const cut = cutOff(element, fact, box);
    if (cut) return cut;
    if (fact.isFixed) return null;
    const isRightToLeft = getComputedStyle(root).direction === "rtl";
    const beyond = Math.max(isRightToLeft ? box.left + scrollX - innerWidth : -(box.right + scrollX), -(box.bottom + scrollY));
    if (beyond < 0) return null;
    return [beyond >= FAR ? "h" : "u", farthest(element, box), "off the page"];
  }
  // The outermost element that is off the page with the text: what moved it there.
  function farthest(element, box) {
    let outermost = element;
    for (let one = parentOf(element); one; one = parentOf(one)) {
      const around = boxOf(one);
      if (around.right + scrollX > 0 && around.bottom + scrollY > 0) break;
      outermost = one;
    }
    return outermost;
  }
  // A box that is cut at its border: one of no size hides; in a larger one the text may be brought in by a button.
  function cutOff(element, fact, text) {
    let isOutOfFlow = fact.style.position === "absolute";
    let box = text;
    for (let around = fact.around; around && around.element !== root && localName(around.element) !== "body"; around = around.around) {
      const { style, element: one } = around;
      if (isOutOfFlow && style.position === "static" && style.transform === "none") continue;
      isOutOfFlow = style.position === "absolute";
      if (style.position === "fixed") return null;
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const frame = boxOf(one);
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) {
        if (frame.width >= 2 && frame.height >= 2) { box = frame; continue; }
      }
      if (Math.min(box.right, frame.right) - Math.max(box.left, frame.left) < 2 || Math.min(box.bottom, frame.bottom) - Math.max(box.top, frame.top) < LEAST_PIXELS) {
        return [frame.width < 2 || frame.height < LEAST_PIXELS ? "h" : "u", one, "cut off by overflow:" + style.overflowY];
      }
    }
    return null;
  }

  function hiddenByOthers(element, fact, boxes) {
    let box = boxes.find((one) => one.width >= 1);
    if (box.top < 0 || box.bottom > innerHeight) {
      scrollTo({ top: box.top + scrollY - innerHeight / 2, behavior: "instant" });
      box = boxesOf(element).find((one) => one.width >= 1) || box;
    }
    const y = (box.top + box.bottom) / 2;
    const stack = elementsAt(box.left + box.width / 2, y), cover = coverOf(stack, element);
    if (cover && [0.25, 0.75].every((part) => coverOf(elementsAt(box.left + box.width * part, y), element))) {
      const name = localName(cover);
      const { width, height } = boxOf(cover);
      // What covers half of a screen is a dialogue that readers close, and pictures have not been loaded.
      const isSure = !factsOf(cover).isModal && width * height < (innerWidth * innerHeight) / 2 && !REPLACED.has(name);
      return [isSure ? "h" : "u", element, "covered by <" + (PLAIN_NAME.test(name) ? name : "span") + ">"];
    }
    return hiddenByColour(element, fact, stack);
  }
  function coverOf(stack, element) {
    for (const one of stack) {
      if (one === element || isWithin(element, one) || isWithin(one, element)) return null;
      const fact = factsOf(one);
      if (fact.isFixed || fact.opacity < 0.9) continue;
      const ground = colour(fact.style.backgroundColor);
      if ((ground && ground[3] >= 0.9) || fact.style.backgroundImage !== "none" || REPLACED.has(localName(one))) return one;
    }
    return null;
  }
  function hiddenByColour(element, fact, stack) {
    const { style } = fact;
    const ink = colour(style.webkitTextFillColor || style.color);
    const ground = groundOf(stack, element);
    const isDrawn = style.textShadow !== "none" || parseFloat(style.webkitTextStrokeWidth) > 0 || /text/.test(style.backgroundClip);
    if (!ink || !ground || isDrawn || fact.isOdd) return null;
    const ratio = contrast(over([...ink.slice(0, 3), ink[3] * fact.opacity], ground), ground);
    if (ratio >= LITTLE_CONTRAST) return null;
    return [ratio < NO_CONTRAST ? "h" : "u", element, "contrast of " + ratio.toFixed(2) + " between text and background"];
  }
  // The colour behind a text, or null where a picture or something unknown may lie there.
  function groundOf(stack, element) {
    const layers = [];
    const start = stack.findIndex((one) => one === element || isWithin(element, one));
    for (const one of start < 0 ? [] : stack.slice(start)) {
      const fact = factsOf(one);
      if (fact.style.backgroundImage !== "none" || REPLACED.has(localName(one)) || hasPseudo(one)) return null;
      const layer = colour(fact.style.backgroundColor);
      if (!layer) return null;
      layers.push(layer);
      if (layer[3] >= 0.99) break;
    }
    if (start < 0) return null;
    // Browsers start from white.
    return layers.reduceRight((back, front) => over(front, back), [1, 1, 1]);
  }
  const hasPseudo = (element) => ["::before", "::after"].some((name) => {
    const style = getComputedStyle(element, name);
    return style.content !== "none" && style.content !== "normal" && style.position === "absolute";
  });

  // A link that is a picture: its address may be the credit.
  const isBareLink = (element) => localName(element) === "a" && !/\S/.test(textContent(element));
  function boxesOf(element) {
    const found = [];
    for (const child of children(element)) {
      if (nodeType(child) !== TEXT || !/\S/.test(data(child))) continue;
      const range = new Range();
      range.selectNodeContents(child);
      found.push(...range.getClientRects());
    }
    return found;
  }
  function judged(element) {
    const fact = factsOf(element);
    const isBare = isBareLink(element);
    // Its picture has not been loaded and has no size; what can be said of it is what styles say.
    const boxes = isBare ? [{ width: 100, height: 100 }] : boxesOf(element);
    const found = hiddenByStyle(element, fact, boxes) || (isBare ? null : hiddenByPlace(element, fact, boxes) || hiddenByOthers(element, fact, boxes));
    if (!found) return "s";
    const [sort, by, why] = found;
    let steps = 0;
    for (let one = element; one && one !== by; one = parentOf(one)) steps += 1;
    return `${sort} ${steps} ${why}`;
  }

  // Pictures that let clicks through are pictures all the same, and must be found at a point. One task, so no script meets this rule.
  const sheets = Object.getOwnPropertyDescriptor(Document.prototype, "adoptedStyleSheets");
  const adopted = [...sheets.get.call(document)];
  const touchable = new CSSStyleSheet();
  touchable.replaceSync("*, *::before, *::after { pointer-events: auto !important }");

  // --- All elements, in the order of the page.
  let root = firstChild(document);
  while (root && nodeType(root) !== ELEMENT) root = nextSibling(root);
  if (!root) return { html: "", because: "" };
  const deadline = performance.now() + options.milliseconds;
  const texts = [], waiting = [root];
  for (let count = 0; waiting.length; count += 1) {
    const element = waiting.pop();
    if (count >= options.elements) return { html: "", because: "elements" };
    const inside = RAW.has(localName(element)) ? [] : children(element);
    const hasText = inside.some((child) => nodeType(child) === TEXT && /\S/.test(data(child)));
    if (hasText || isBareLink(element)) texts.push(element);
    for (let i = inside.length - 1; i >= 0; i -= 1) if (nodeType(inside[i]) === ELEMENT) waiting.push(inside[i]);
  }
  const marks = new Map();
  sheets.set.call(document, [...adopted, touchable]);
  // What is not reached in time gets no mark, and nothing is believed about it.
  for (const element of texts) if (performance.now() < deadline) marks.set(element, judged(element));
  sheets.set.call(document, adopted);
  scrollTo({ top: 0, behavior: "instant" });

  // --- The page as HTML.
  const ATTRIBUTE = /^[A-Za-z_:@][\w:.@-]*$/;
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  function opening(element, name) {
    const own = attributeNames(element).filter((one) => ATTRIBUTE.test(one)).map((one) => ` ${one}="${escaped(attribute(element, one))}"`);
    const mark = marks.get(element);
    return `<${name}${own.join("")}${mark ? ` ${options.mark}="${escaped(mark)}"` : ""}>`;
  }
  function raw(element, name) {
    if (name === "title" || name === "textarea") return escaped(textContent(element));
    const isKept = name === "noscript" || (name === "script" && /json/i.test(attribute(element, "type") || ""));
    // What would end its element early would let a page write markup that no browser has seen.
    return isKept ? textContent(element).replace(/<(?=\/(no)?script)/gi, "\\u003c") : "";
  }
  const pieces = ["<!DOCTYPE html>"];
  let length = 0;
  const write = (piece) => { pieces.push(piece); length += piece.length; };
  const todo = [root];
  while (todo.length) {
    const item = todo.pop();
    if (length > options.characters) return { html: "", because: "characters" };
    if (typeof item === "string") { write(item); continue; }
    if (nodeType(item) === TEXT) { write(escaped(data(item))); continue; }
    if (nodeType(item) !== ELEMENT) continue;
    const own = localName(item), name = PLAIN_NAME.test(own) && !/^(plaintext|xmp|listing)$/.test(own) ? own : "span";
    write(opening(item, name));
    if (VOID.has(name)) continue;
    todo.push(`</${name}>`);
    if (RAW.has(name)) { write(raw(item, name)); continue; }
    const inside = children(item);
    for (let i = inside.length - 1; i >= 0; i -= 1) todo.push(inside[i]);
  }
  return { html: pieces.join(""), because: "" };
}
