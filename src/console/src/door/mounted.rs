//! A console from its mounting to its end: first its front, then the whole.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo_events::EventListener;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{CssStyleSheet, Element};
use yew::Callback;

use super::{
    dress,
    roots::{Console, Root},
};
use crate::{
    front::{Around, Arrival, FrontProperties, Glance, Slate},
    language::Told,
    later::{self, NotArrived, Shown, Whole},
};

/// A console that is mounted in an element.
pub(super) struct Mounted {
    root: RefCell<Option<Root>>,
    stage: RefCell<Stage>,
    sheet: CssStyleSheet,
    /// Whether a text is being composed that an exchange of its field would break off.
    composes: Cell<bool>,
    /// Fulfilled once the whole is there.
    pub(super) whole: Promise,
    settle: Option<Settle>,
    listeners: RefCell<Vec<EventListener>>,
}

/// How far the console is there.
enum Stage {
    /// Its front, by settings that nobody has read yet.
    Front(JsValue, FrontProperties),
    /// All of it.
    Whole(&'static Whole, Shown),
}

/// What settles the promise of the whole.
struct Settle {
    fulfil: Function,
    reject: Function,
}

impl Mounted {
    /// Shows a console in an element, in the place of the still picture of its front.
    pub(super) fn begin(
        host: &Element,
        settings: JsValue,
        sheet: CssStyleSheet,
        around: Around,
    ) -> Result<Rc<Self>, JsValue> {
        let shadow = host.shadow_root().ok_or("an element without a shadow root")?;
        let slate = Rc::<Slate>::default();
        let still = shadow.query_selector(".still")?;
        if let Some(still) = &still {
            slate.take_up(still);
        }
        let stage = match later::there() {
            Some(whole) => {
                let settings = (whole.read)(&settings, around.told.words())?;
                dress(whole, &sheet);
                Stage::Whole(whole, Shown { settings, around, slate })
            }
            None => {
                let glance = Rc::new(Glance::at(&settings));
                let onagain = Callback::noop();
                let front = FrontProperties { glance, around, slate, arrival: Arrival::Coming, onagain };
                Stage::Front(settings, front)
            }
        };
        if let Some(still) = still {
            still.remove();
        }
        let mut root = Root::take(host)?;
        shadow.append_child(root.element())?;
        let mut settle = None;
        let whole = Promise::new(&mut |fulfil, reject| settle = Some(Settle { fulfil, reject }));
        root.fill(stage.console());
        let mounted = Rc::new(Self {
            root: RefCell::new(Some(root)),
            stage: RefCell::new(stage),
            sheet,
            composes: Cell::default(),
            whole,
            settle,
            listeners: RefCell::default(),
        });
        mounted.clone().go_on(host);
        Ok(mounted)
    }

    /// Fetches the rest, where something is missing.
    fn go_on(self: Rc<Self>, host: &Element) {
        if matches!(&*self.stage.borrow(), Stage::Whole(..)) {
            return self.settle(&Ok(()));
        }
        let starts = self.clone();
        let ends = self.clone();
        self.listeners.replace(vec![
            EventListener::new(host, "compositionstart", move |_| starts.composes.set(true)),
            EventListener::new(host, "compositionend", move |_| {
                ends.composes.set(false);
                // The field hears of it first.
                let ends = ends.clone();
                spawn_local(async move { ends.take_over() });
            }),
        ]);
        self.fetch();
    }

    fn fetch(self: Rc<Self>) {
        spawn_local(async move {
            let arrived = later::fetch().await;
            match arrived {
                Ok(_) => self.take_over(),
                Err(NotArrived) => self.tell_of_missing(),
            }
        });
    }

    /// Lets the front say that the rest did not arrive. Whoever has pressed something waits no longer.
    fn tell_of_missing(self: &Rc<Self>) {
        let asks = self.clone();
        self.change_front(|front| {
            front.slate.pressed.take();
            front.arrival = Arrival::NotArrived;
            front.onagain = Callback::from(move |()| {
                asks.change_front(|front| front.arrival = Arrival::Coming);
                asks.clone().fetch();
            });
        });
    }

    fn change_front(&self, change: impl FnOnce(&mut FrontProperties)) {
        if let Stage::Front(_, front) = &mut *self.stage.borrow_mut() {
            change(front);
        }
        self.show();
    }

    /// Shows the whole in the place of the front, unless a text is being composed there.
    fn take_over(&self) {
        let Some(whole) = later::there().filter(|_| !self.composes.get()) else { return };
        let taken = match &*self.stage.borrow() {
            Stage::Front(settings, FrontProperties { around, slate, .. }) => {
                if let Some(root) = &*self.root.borrow() {
                    slate.mark(root.element());
                }
                let read = (whole.read)(settings, around.told.words());
                read.map(|settings| Shown { settings, around: around.clone(), slate: slate.clone() })
            }
            Stage::Whole(..) => return,
        };
        match taken {
            Ok(shown) => {
                dress(whole, &self.sheet);
                self.stage.replace(Stage::Whole(whole, shown));
                self.show();
                self.settle(&Ok(()));
            }
            Err(error) => self.settle(&Err(error)),
        }
        // They hold the console.
        let listeners = self.listeners.take();
        spawn_local(async move { drop(listeners) });
    }

    pub(super) fn update(&self, settings: JsValue) -> Result<(), JsValue> {
        match &mut *self.stage.borrow_mut() {
            Stage::Front(former, front) => {
                front.glance = Rc::new(Glance::at(&settings));
                *former = settings;
            }
            Stage::Whole(whole, shown) => {
                shown.settings = (whole.read)(&settings, shown.around.told.words())?;
            }
        }
        self.show();
        Ok(())
    }

    pub(super) fn tell(&self, told: Told) {
        match &mut *self.stage.borrow_mut() {
            Stage::Front(_, front) => front.around.told = told,
            Stage::Whole(_, shown) => shown.around.told = told,
        }
        self.show();
    }

    fn settle(&self, outcome: &Result<(), JsValue>) {
        let Some(Settle { fulfil, reject }) = &self.settle else { return };
        // What settles a promise does not throw.
        let _ = match outcome {
            Ok(()) => fulfil.call0(&JsValue::UNDEFINED),
            Err(error) => reject.call1(&JsValue::UNDEFINED, error),
        };
    }

    fn show(&self) {
        if let Some(root) = &mut *self.root.borrow_mut() {
            root.refill(self.stage.borrow().console());
        }
    }

    pub(super) fn unmount(&self) {
        self.listeners.take();
        if let Some(root) = self.root.take() {
            root.give_back();
        }
    }
}

impl Stage {
    fn console(&self) -> Console {
        match self {
            Self::Front(_, front) => Console::Front(front.clone()),
            Self::Whole(whole, shown) => Console::Whole(whole, shown.clone()),
        }
    }
}
