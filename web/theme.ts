import { createTheme, Drawer, Input, Menu, Modal, ModalRoot, Tooltip } from '@mantine/core'

// A theme knows no language; the word is short enough to be said in both.
const closeButtonProps = { 'aria-label': '닫기 · Close' }

/** Defaults of components. Colours and sizes stand in styles.css, because Mantine may write no <style> tag here. */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // react-remove-scroll writes a <style> tag; styles.css holds the page with :has() instead.
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, centered: true, overlayProps: { opacity: 0.4 }, closeButtonProps },
    }),
    ModalRoot: ModalRoot.extend({ defaultProps: { lockScroll: false } }),
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false, closeButtonProps } }),
    // Its placeholder is a focusable child that a menu may not have (ARIA: menu owns menu items only).
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    // styles.css gives these lines air.
    InputWrapper: Input.Wrapper.extend({ classNames: { description: 'input-words', error: 'input-words' } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        multiline: true,
        maw: 320,
        withArrow: true,
        events: { hover: true, focus: true, touch: true },
      },
    }),
  },
})
